"""Where each leaf of a manifest comes from: the manifest's shape with slots for values, for `kgen explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.expand.environment import Frame
from kgen.expand.slots import Slot
from kgen.problems import Path

if TYPE_CHECKING:
    from kgen.expand.body import Body

_DROPPED = object()


def trace(body: Body, frame: Frame) -> Any:
    """The manifest that `body.build` gives, with the slot of each value instead of it. Raises Problems as that does."""
    found = _Tracer(body, frame).value(body.data, ())
    return None if found is _DROPPED else found


class _Tracer:
    def __init__(self, body: Body, frame: Frame) -> None:
        self.body, self.frame = body, frame
        self.values = body.values(frame)
        self.holes = {hole.path: hole for hole in body.holes}

    def value(self, data: Any, path: Path) -> Any:
        if isinstance(data, dict) and data:
            return self._kept({key: self.value(item, (*path, key)) for key, item in data.items()})
        if isinstance(data, list) and data:
            items = [self.value(item, (*path, index)) for index, item in enumerate(data)]
            return [item for item in items if item is not _DROPPED] or _DROPPED
        if path in self.holes:
            return self._hole(path)
        return Slot(self.body.document, path, str(data))

    def _kept(self, children: dict[str, Any]) -> Any:
        return {key: child for key, child in children.items() if child is not _DROPPED} or _DROPPED

    def _hole(self, path: Path) -> Any:
        hole = self.holes[path]
        if self.values[self.body.indexes[hole.text]] is None:
            return _DROPPED
        if hole.whole and hole.whole.inserts:
            return self.body.names.partials[hole.whole.inserts].trace(self.frame)
        return hole
