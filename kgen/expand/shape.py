"""From a template's data to a Python function that builds the manifest from the values of its expressions.

A hand-written function with the same dict displays is the fastest way to build a manifest; this writes that function. Only
text that `repr` made and names that are made here get into its source.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import Any

from kgen.expand.environment import Meter
from kgen.expand.values import own
from kgen.problems import Path

Build = Callable[[list[Any], Meter], Any]


def compile_shape(data: Any, slots: Mapping[Path, int], never_null: Container[int]) -> Build:
    """A function that gives the manifest for a list of values; `slots` says which value stands at which path.

    A value that is None drops its key or list item, and a map or list that is left empty by that goes too; if that is the whole
    manifest, it is None. A value that stands at several places is copied, so that no two places share it.
    """
    writer = _Writer(slots, never_null)
    result, empty = writer.value(data, ())
    ending = f"return None if {empty} else {result}" if empty else f"return {result}"
    source = "\n    ".join(["def build(v, meter):", *writer.lines, ending])
    namespace: dict[str, Any] = {"own": own}
    exec(compile(source, "<template>", "exec"), namespace)  # noqa: S102 - see the module's docstring
    build: Build = namespace["build"]
    return build


class _Writer:
    """Writes one expression; a map or list that may lose something gets a statement of its own, and one for each such loss."""

    def __init__(self, slots: Mapping[Path, int], never_null: Container[int]) -> None:
        self.slots, self.never_null = slots, never_null
        self.lines: list[str] = []
        self.used: set[int] = set()
        self.count = 0

    def value(self, data: Any, path: Path) -> tuple[str, str]:
        """The source of a value, and the condition under which it is dropped (empty: never)."""
        if path in self.slots:
            return self._slot(self.slots[path])
        if isinstance(data, dict) and data:
            children = {key: self.value(item, (*path, key)) for key, item in data.items()}
            display = "{" + ", ".join(f"{key!r}: {source}" for key, (source, _) in children.items()) + "}"
            return self._losing(display, [(key, drop) for key, (_, drop) in children.items()])
        if isinstance(data, list) and data:
            items = [self.value(item, (*path, index)) for index, item in enumerate(data)]
            display = "[" + ", ".join(source for source, _ in items) + "]"
            return self._losing(display, [(index, drop) for index, (_, drop) in reversed(list(enumerate(items)))])
        return repr(data), ""

    def _slot(self, index: int) -> tuple[str, str]:
        source = f"own(v[{index}], meter)" if index in self.used else f"v[{index}]"
        self.used.add(index)
        return source, "" if index in self.never_null else f"v[{index}] is None"

    def _losing(self, display: str, drops: list[tuple[str | int, str]]) -> tuple[str, str]:
        if not any(drop for _, drop in drops):
            return display, ""
        name = f"t{self.count}"
        self.count += 1
        self.lines.append(f"{name} = {display}")
        self.lines += [f"if {drop}: del {name}[{key!r}]" for key, drop in drops if drop]
        return name, f"not {name}" if all(drop for _, drop in drops) else ""
