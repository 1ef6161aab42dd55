"""A progress bar for work that takes longer than a second, on a terminal only."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds after which a person wants to see that something happens."""


def watched(items: Iterable[T], total: int, log: TextIO) -> Iterator[T]:
    """The items as they come, with a bar that appears when they take long and goes when they are done."""
    if not log.isatty():
        yield from items
        return
    start = time.monotonic()
    bar: Progress | None = None
    try:
        for count, item in enumerate(items):
            yield item
            if bar is None and time.monotonic() - start > PATIENCE:
                bar = _bar(log, total)
            if bar is not None:
                bar.update(bar.task_ids[0], completed=count + 1)
    finally:
        if bar is not None:
            bar.stop()


def _bar(log: TextIO, total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Building"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(file=log), transient=True)
    bar.add_task("services", total=total)
    bar.start()
    return bar
