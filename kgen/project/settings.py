"""`--set path=value`: one more layer, above all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kgen.load import parse
from kgen.load.build import DEPTH
from kgen.problems import Path, Problem, Problems
from kgen.project.layers import Layer, layer
from kgen.validate.messages import shortened

OPTION = "--set"


class SettingOrigin:
    """A `--set` option answers for its value."""

    __slots__ = ("_path", "name")

    def __init__(self, text: str, path: Path) -> None:
        self.name = _shown(text)
        self._path = path

    def has(self, path: Path) -> bool:
        return path[: len(self._path)] == self._path or self._path[: len(path)] == path

    def problem(self, path: Path, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        return Problem(self.name, 0, 0, message, code, hint)


def settings(options: Iterable[str]) -> Iterator[Layer]:
    """The layer of each option: dots separate the steps of the path, the value is read as YAML."""
    for option in options:
        path, equals, text = option.partition("=")
        steps = tuple(path.split("."))
        if not equals or not all(steps) or len(steps) > DEPTH:
            hint = f"write {OPTION} replicas=4"
            raise Problems([Problem(_shown(option), 0, 0, "an option has the form path=value", "set-option", hint)])
        documents = parse(text, _shown(option)) if text.strip() else []
        value: Any = documents[0].data if documents else None
        for step in reversed(steps):
            value = {step: value}
        yield layer(value, SettingOrigin(option, steps))


def _shown(option: str) -> str:
    return f"{OPTION} {shortened(option)}"
