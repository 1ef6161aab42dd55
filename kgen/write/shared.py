"""The files that belong to no unit: the kustomization of namespaces and environments, and `.gitattributes`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from kgen.problems import Problem, Problems
from kgen.write.compare import UnitPlan, foreign_problems
from kgen.write.kustomization import MARK, of_folders
from kgen.write.staging import Staging
from kgen.write.tree import Tree
from kgen.write.unit import KUSTOMIZATION, Key, Scope

ATTRIBUTES = ".gitattributes"

_MOST = 1 << 22
"""Bytes that are read of such a file: the kustomization of tens of thousands of units."""


class SharedPlan(NamedTuple):
    """What happens to one of these files; `edited`: it is not as kgen wrote it. `path` is relative to `out`."""

    path: str
    change: Literal["added", "changed", "removed"]
    edited: bool = False


class _File(NamedTuple):
    """What a file should hold and what it held when the inventory on disk was true; None: it should not be there."""

    path: str
    wanted: bytes | None
    before: bytes | None


def compare_shared(
    tree: Tree, scope: Scope, known: list[Key], units: list[UnitPlan], generated: bool, staging: Staging
) -> list[SharedPlan]:
    """The plans of all files that this build is about; raises Problems for foreign ones."""
    plans: list[SharedPlan] = []
    problems: list[Problem] = []
    for file in [*_kustomizations(scope, known, units), _attributes(generated)]:
        try:
            plans += _compare(tree, file, staging)
        except Problems as raised:
            problems += raised.problems
    if problems:
        raise Problems(problems)
    return plans


def _kustomizations(scope: Scope, known: list[Key], units: list[UnitPlan]) -> Iterator[_File]:
    """Those above the units of this build: they list what the inventory will have, so any build gives the same bytes."""
    gone = {unit.key for unit in units if unit.gone}
    before = _children(known)
    after = _children([*(key for key in known if key not in gone), *(unit.key for unit in units if not unit.gone)])
    touched = {above for unit in units for above in _above(unit.key)}
    if scope.sources is None:
        touched |= {above for key in known if scope.includes(key[0]) for above in _above(key)}
    for path in sorted(touched):
        yield _File(f"{path}/{KUSTOMIZATION}", _lists(after.get(path)), _lists(before.get(path)))


def _above(key: Key) -> tuple[str, str]:
    return f"{key[0]}/{key[1]}", key[0]


def _children(keys: list[Key]) -> dict[str, set[str]]:
    """The folders in each folder of an environment and of a namespace."""
    children: dict[str, set[str]] = {}
    for environment, namespace, name in keys:
        children.setdefault(environment, set()).add(namespace)
        children.setdefault(f"{environment}/{namespace}", set()).add(name)
    return children


def _lists(names: set[str] | None) -> bytes | None:
    return of_folders(names) if names else None


def _attributes(generated: bool) -> _File:
    wanted, other = _attributes_text(generated), _attributes_text(not generated)
    return _File(ATTRIBUTES, wanted, other)


def _attributes_text(generated: bool) -> bytes:
    more = " linguist-generated" if generated else ""
    return MARK + f". Do not edit: run kgen build.\n* text eol=lf{more}\n".encode()


def _compare(tree: Tree, file: _File, staging: Staging) -> Iterator[SharedPlan]:
    content = tree.read(file.path, _MOST)
    if content == file.wanted:
        return
    edited = content is not None and content != file.before
    if content is None and file.wanted is not None:
        staging.put(file.path, file.wanted)
        yield SharedPlan(file.path, "added")
    elif file.wanted is None:
        if not foreign_problems(tree, file.path):
            staging.remove(file.path)
            yield SharedPlan(file.path, "removed", edited)
    elif found := foreign_problems(tree, file.path):
        raise Problems(found)
    else:
        staging.put(file.path, file.wanted)
        yield SharedPlan(file.path, "changed", edited)
