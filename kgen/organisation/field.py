"""The field that a condition is about: where a finding of it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.cel.syntax import Node, parse

_ROOTS = {"object": ("object",), "pod": ("variables", "pod"), "container": ("container",)}


def field_of(condition: str, root: str) -> str:
    """The path of the first field that a condition asks for below `object`, `pod` or `container`; empty if there is none.

    Of `has(object.metadata) && has(object.metadata.labels)` it is `metadata.labels`.
    """
    start = _ROOTS[root]
    chosen: tuple[str, ...] = ()
    for chain in _chains(parse(condition)):
        if chain[: len(start)] == start and chain[len(start) :][: len(chosen)] == chosen:
            chosen = chain[len(start) :]
    return ".".join(chosen)


def _chains(node: Node) -> Iterator[tuple[str, ...]]:
    """The chains of fields in a tree, in their order."""
    chain = _chain(node)
    if chain:
        yield chain
        return
    for part in node.parts:
        yield from _chains(part)


def _chain(node: Node) -> tuple[str, ...]:
    if node.kind == "name":
        return (str(node.value),)
    if node.kind in ("select", "has"):
        below = _chain(node.parts[0])
        return (*below, str(node.value)) if below else ()
    return ()
