"""The plan of a build: what will be written and removed, known before anything is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from kgen.problems import Problem, Problems
from kgen.write import inventory
from kgen.write.compare import UnitPlan, compare, gone, manifests
from kgen.write.shared import SharedPlan, compare_shared
from kgen.write.staging import Staging
from kgen.write.tree import Tree
from kgen.write.unit import Key, Scope, UnitFiles, folder, require_names, require_safe


@dataclass(frozen=True)
class Plan:
    """What a build changes, unit by unit; paths are relative to `out`, and counts are of manifests.

    A plan made with `stage=True` holds a staging area on disk: use it in a `with` statement.
    """

    name: str
    """The folder `out` as people know it."""
    units: tuple[UnitPlan, ...]
    """One for each unit, those made in the order they came, then those no longer made."""
    shared: tuple[SharedPlan, ...]
    """The other files that change."""
    _tree: Tree
    _staging: Staging

    @property
    def files(self) -> int:
        """How many manifests the units of this build have."""
        return sum(unit.manifests for unit in self.units)

    @property
    def unchanged(self) -> int:
        """How many of them are on disk already."""
        return sum(unit.unchanged for unit in self.units)

    @property
    def written(self) -> list[str]:
        """The manifests to write: new ones and changed ones."""
        return [f"{folder(unit.key)}/{name}" for unit in self.units for name in manifests((*unit.added, *unit.changed))]

    @property
    def changed(self) -> list[str]:
        """The manifests to write that are on disk with other content."""
        return [f"{folder(unit.key)}/{name}" for unit in self.units for name in manifests(unit.changed)]

    @property
    def removed(self) -> list[str]:
        """The manifests to remove: kgen wrote them and makes them no longer."""
        return [f"{folder(unit.key)}/{name}" for unit in self.units for name in manifests(unit.removed)]

    def apply(self) -> None:
        """Write and remove. When that fails everything is as it was, and Problems [out-path] says what was refused."""
        try:
            self._staging.commit()
        except OSError as error:
            raise Problems([self._tree.failed(error)]) from error

    def discard(self) -> None:
        """Forget the plan, and its staging area."""
        self._staging.discard()

    def __enter__(self) -> Plan:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.discard()


def plan(
    out: Path,
    units: Iterable[UnitFiles],
    scope: Scope,
    *,
    name: str = "",
    project: Path | None = None,
    generated: bool = False,
    stage: bool = False,
) -> Plan:
    """Compare finished units with the folder `out`; nothing is touched.

    `name` is `out` as people know it, for messages. With `project`, `out` must lie below that folder. `generated` marks the
    output for reviews as generated (`linguist-generated`). With `stage`, contents that change are put into the staging area
    while `units` is read, instead of being kept in memory. Raises Problems: `out-path` (a link, a file, a folder or
    permissions in the way), `foreign-file`, `inventory` (broken), `file-name`; ValueError for what earlier stages must not
    let through: unsafe names, and two units of one place.
    """
    tree = Tree(out, name or str(out))
    staging = Staging(tree, eager=stage)
    try:
        return _Planner(tree, staging, scope).plan(units, project, generated)
    except BaseException:
        staging.discard()
        raise


class _Planner:
    """One run of `plan`: it goes on after a problem, so that all of them are reported."""

    def __init__(self, tree: Tree, staging: Staging, scope: Scope) -> None:
        self._tree = tree
        self._staging = staging
        self._scope = scope
        self._problems: list[Problem] = []
        self._plans: dict[Key, UnitPlan | None] = {}

    def plan(self, units: Iterable[UnitFiles], project: Path | None, generated: bool) -> Plan:
        known: list[Key] = []
        with self._noting():
            self._tree.require(project)
            known = inventory.scan(self._tree)
        self._stop_at_problems()
        recorded = set(known)
        for unit in units:
            require_safe(unit)
            if unit.key in self._plans:
                raise ValueError(f"{folder(unit.key)} is made by two units")
            if unit.files:
                self._plans[unit.key] = None
                with self._noting():
                    require_names(unit)
                    self._plans[unit.key] = compare(self._tree, unit, unit.key in recorded, self._staging)
        for key in known:
            if key not in self._plans and self._scope.includes(key[0]):
                with self._noting():
                    self._remove(key)
        plans = [plan for plan in self._plans.values() if plan]
        shared: list[SharedPlan] = []
        with self._noting():
            shared = compare_shared(self._tree, self._scope, known, plans, generated, self._staging)
        self._stop_at_problems()
        return Plan(self._tree.name, tuple(plans), tuple(shared), self._tree, self._staging)

    def _remove(self, key: Key) -> None:
        entry = inventory.parse(self._tree, key, inventory.load(self._tree, key))
        if self._scope.covers(key[0], entry.source):
            self._plans[key] = gone(self._tree, key, entry, self._staging)

    def _stop_at_problems(self) -> None:
        if self._problems:
            raise Problems(self._problems)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except Problems as raised:
            self._problems += raised.problems
        except OSError as error:
            self._problems.append(self._tree.failed(error))
