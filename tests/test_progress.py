"""The progress bar shows itself on a terminal, for long work only."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from kgen import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def items() -> Iterator[int]:
    yield from range(3)


def test_nothing_is_drawn_where_nobody_looks() -> None:
    log = io.StringIO()
    assert list(progress.watched(items(), 3, log)) == [0, 1, 2]
    assert log.getvalue() == ""


def test_short_work_needs_no_bar() -> None:
    log = Terminal()
    assert list(progress.watched(items(), 3, log)) == [0, 1, 2]
    assert log.getvalue() == ""


def test_long_work_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    log = Terminal()
    assert list(progress.watched(items(), 3, log)) == [0, 1, 2]
    assert "Building" in log.getvalue()
    assert "3/3" in log.getvalue()
