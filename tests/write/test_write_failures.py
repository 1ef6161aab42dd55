"""A build that fails leaves everything as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kgen.problems import Problems
from kgen.write import UnitFiles, plan
from tests.write.write_helpers import put, scope, tree, units

BEFORE = units(
    {
        "production/shop/cart": {"files": {"deployment.yaml": "replicas: 1\n", "service.yaml": "port: 1\n"}},
        "production/shop/gone": {"files": {"deployment.yaml": "replicas: 1\n"}},
    }
)
AFTER = units(
    {
        "production/shop/cart": {"files": {"deployment.yaml": "replicas: 2\n", "ingress.yaml": "host: a\n"}},
        "production/shop/new": {"files": {"deployment.yaml": "replicas: 1\n"}},
        "staging/shop/new": {"files": {"deployment.yaml": "replicas: 1\n"}},
    }
)


def failing(function: Callable[..., Any], left: int, error: BaseException) -> Callable[..., Any]:
    """The function, which raises once when it was called `left` times."""
    calls = iter(range(left))

    def call(*arguments: Any, **options: Any) -> Any:
        if next(calls, None) is None and not raised:
            raised.append(True)
            raise error
        return function(*arguments, **options)

    raised: list[bool] = []
    return call


@pytest.fixture
def out(tmp_path: Path) -> Path:
    plan(tmp_path / "out", BEFORE, scope({})).apply()
    return tmp_path / "out"


@pytest.mark.parametrize("name", ["rename", "mkdir", "write"])
@pytest.mark.parametrize("stage", [False, True])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "interrupted"])
def test_whatever_step_fails(out: Path, monkeypatch: pytest.MonkeyPatch, name: str, stage: bool, error: BaseException) -> None:
    before = tree(out)
    function = getattr(os, name)
    failed = 0
    for left in range(100):
        monkeypatch.setattr(os, name, failing(function, left, error))
        try:
            plan(out, AFTER, scope({}), stage=stage).apply()
            break
        except (Problems, KeyboardInterrupt):
            failed += 1
            assert tree(out) == before
    assert failed > 5
    monkeypatch.undo()
    assert plan(out, AFTER, scope({})).written == []


@pytest.mark.parametrize("stage", [False, True])
def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path, stage: bool) -> None:
    def source() -> Iterator[UnitFiles]:
        yield from AFTER
        raise KeyError("a stage before this one failed")

    with pytest.raises(KeyError):
        plan(tmp_path / "deeply" / "nested" / "out", source(), scope({}), stage=stage)
    assert list(tmp_path.iterdir()) == []


def test_a_staged_plan_that_is_not_applied_leaves_nothing(out: Path) -> None:
    before = tree(out)
    with plan(out, AFTER, scope({}), stage=True) as made:
        assert made.changed == ["production/shop/cart/deployment.yaml"]
        assert tree(out) != before
    assert tree(out) == before


def test_what_a_killed_build_left_is_cleaned_up(out: Path) -> None:
    put(out, {".kgen/.staging-1-00000000/1/deployment.yaml": "half", ".kgen/.staging-1-00000000/2": "half"})
    with plan(out, AFTER, scope({}), stage=True) as other:
        plan(out, AFTER, scope({})).apply()
        assert len(list((out / ".kgen").glob(".staging-*"))) == 1, "that of the build still running"
        other.discard()
    assert list((out / ".kgen").glob(".staging-*")) == []


AREA = "{out}/.kgen/.staging-1/2"
NEW = "/production/shop/new"


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("rename", OSError(13, "Permission denied", AREA, None, f"{{out}}{NEW}"), NEW),
        ("mkdir", OSError(30, "Read-only file system", "{out}/staging"), "/staging"),
        ("write", OSError(28, "No space left on device", AREA), ""),
    ],
)
def test_what_the_file_system_refuses_is_a_problem(
    out: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError, message: str
) -> None:
    for field in ("filename", "filename2"):
        path = getattr(error, field)
        setattr(error, field, path and path.replace("{out}", str(out)))
    monkeypatch.setattr(os, name, failing(getattr(os, name), 1, error))
    with pytest.raises(Problems) as raised:
        plan(out, AFTER, scope({}), name="out").apply()
    assert str(raised.value) == f"out{message}: 'out{message}' cannot be used: {error.strerror} [out-path]"


def test_a_file_that_cannot_be_read_is_a_problem(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = PermissionError(13, "Permission denied", f"{out}/production/shop/cart/deployment.yaml")
    monkeypatch.setattr(os, "open", failing(os.open, 1, error))
    with pytest.raises(Problems) as raised:
        plan(out, BEFORE, scope({}), name="out")
    where = "out/production/shop/cart/deployment.yaml"
    assert str(raised.value) == f"{where}: '{where}' cannot be used: Permission denied [out-path]"
