"""What one unit's files need: compared with the folder on disk and with the inventory."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from os import DirEntry
from typing import NamedTuple

from kgen.problems import Problem, Problems
from kgen.write import inventory
from kgen.write.inventory import Entry
from kgen.write.kustomization import MARK, of_files
from kgen.write.staging import Staging
from kgen.write.tree import Tree
from kgen.write.unit import KUSTOMIZATION, Key, UnitFiles, folder


class UnitPlan(NamedTuple):
    """What happens to one unit's files; names are without folders and include the folder's `kustomization.yaml`.

    `edited`: of `changed` and `removed`, those that are not as kgen wrote them. `recorded`: what the inventory says, None
    when it says nothing or nothing changes. `new_record`: whether its inventory file changes. `gone`: the unit is no longer made.
    """

    key: Key
    source: str
    meaning: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: frozenset[str] = frozenset()
    unchanged: int = 0
    recorded: Entry | None = None
    new_record: bool = False
    gone: bool = False

    @property
    def manifests(self) -> int:
        """How many manifests the unit has."""
        return len(manifests(self.added)) + len(manifests(self.changed)) + self.unchanged


def manifests(names: Iterable[str]) -> list[str]:
    """The names without the kustomization's."""
    return [name for name in names if name != KUSTOMIZATION]


def compare(tree: Tree, unit: UnitFiles, known: bool, staging: Staging) -> UnitPlan:
    """The plan of a unit that was made; `known`: it has an inventory file. What is to be written goes to `staging`."""
    files = {**unit.files, KUSTOMIZATION: of_files(unit.files, unit.source)}
    record = inventory.render(files, unit.source, unit.meaning)
    written = inventory.load(tree, unit.key) if known else b""
    present = tree.entries(folder(unit.key))
    if written == record and present and _is_current(tree, unit.key, files, present):
        return UnitPlan(unit.key, unit.source, unit.meaning, unchanged=len(unit.files))
    entry = inventory.parse(tree, unit.key, written) if known else None
    if written != record:
        staging.put(inventory.path(unit.key), record, record=True)
    if present is None:
        staging.put(folder(unit.key), files)
        return UnitPlan(unit.key, unit.source, unit.meaning, added=tuple(files), recorded=entry, new_record=written != record)
    added, changed = _differing(tree, unit.key, files, present, entry, staging)
    removed = _leftover(tree, unit.key, (entry.files.keys() - files.keys()) if entry else (), present, staging)
    return UnitPlan(
        unit.key,
        unit.source,
        unit.meaning,
        tuple(added),
        tuple(changed),
        tuple(removed),
        edited=frozenset(_edited(tree, unit.key, [*changed, *removed], entry)),
        unchanged=len(unit.files) - len(manifests([*added, *changed])),
        recorded=entry,
        new_record=written != record,
    )


def gone(tree: Tree, key: Key, entry: Entry, staging: Staging) -> UnitPlan:
    """The plan of a unit that the inventory has and that is no longer made."""
    present = tree.entries(folder(key)) or {}
    removed = _leftover(tree, key, entry.files, present, staging)
    edited = frozenset(_edited(tree, key, removed, entry))
    staging.remove(inventory.path(key), record=True)
    staging.empty(folder(key))
    staging.empty(inventory.path(key).rpartition("/")[0])
    return UnitPlan(key, entry.source, "", removed=tuple(removed), edited=edited, recorded=entry, new_record=True, gone=True)


def _is_current(tree: Tree, key: Key, files: dict[str, bytes], present: dict[str, DirEntry[str]]) -> bool:
    base = folder(key)
    return all(
        name in present and present[name].is_file(follow_symlinks=False) and tree.same(f"{base}/{name}", content)
        for name, content in files.items()
    )


def _differing(
    tree: Tree, key: Key, files: dict[str, bytes], present: dict[str, DirEntry[str]], entry: Entry | None, staging: Staging
) -> tuple[list[str], list[str]]:
    """The files to add and to change; raises Problems for foreign ones."""
    added: list[str] = []
    changed: list[str] = []
    foreign: list[Problem] = []
    base = folder(key)
    for name, content in files.items():
        path = f"{base}/{name}"
        if name not in present:
            added.append(name)
        else:
            tree.require_file(path, present[name])
            if tree.same(path, content):
                continue
            if entry is None or name not in entry.files:
                foreign += foreign_problems(tree, path)
            changed.append(name)
        staging.put(path, content)
    if foreign:
        raise Problems(foreign)
    return added, changed


def foreign_problems(tree: Tree, path: str) -> list[Problem]:
    """The problem with a file that stands where kgen writes, unless it bears kgen's mark (its inventory was lost)."""
    if tree.read(path, len(MARK)) == MARK:
        return []
    hint = "move it away, or delete it if kgen may write its own"
    return [tree.problem(path, "is in the way: the inventory does not say that kgen wrote it", "foreign-file", hint)]


def _leftover(tree: Tree, key: Key, names: Collection[str], present: dict[str, DirEntry[str]], staging: Staging) -> list[str]:
    """The files that kgen wrote, still there, and no longer makes."""
    removed = sorted(name for name in names if name in present)
    for name in removed:
        tree.require_file(f"{folder(key)}/{name}", present[name])
        staging.remove(f"{folder(key)}/{name}")
    return removed


def _edited(tree: Tree, key: Key, names: list[str], entry: Entry | None) -> list[str]:
    recorded = entry.files if entry else {}
    return [name for name in names if tree.digest(f"{folder(key)}/{name}") != recorded.get(name)]
