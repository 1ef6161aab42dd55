"""Running a build: every unit through its stages, by any executor, and what the units hand on collected as they finish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from kgen.compiler import compile_unit
from kgen.exempting import Uses
from kgen.findings import Finding, Severity
from kgen.link.work import Work
from kgen.namespaces import namespace_units
from kgen.problems import Problem, Problems
from kgen.tools import Tools
from kgen.unit import Compiled, ServiceUnit, Unit
from kgen.write import Scope, UnitFiles
from kgen.write.unit import Key

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kgen.cache.build import Cache
    from kgen.cache.recall import Recall

Task = tuple[Unit, bytes]
"""A unit, and what the cache knows of it."""

Found = tuple[Key, Finding]
"""A finding, and the unit it is about."""

_CHUNK = 16
"""Units that a worker takes at once: enough that handing them over costs little, few enough that all workers end together."""


def compiled(work: Work, tools: Tools, executor: Executor | None = None, cache: Cache | None = None) -> Iterator[Compiled]:
    """Every unit of the work as it is finished: the services, then the namespaces that are sized from them."""
    units = _compiled(work, tools, executor, cache)
    return cache.keep(units) if cache else units


def _compiled(work: Work, tools: Tools, executor: Executor | None, cache: Cache | None) -> Iterator[Compiled]:
    sizes = []
    for unit in _mapped(work.services, tools, executor, cache):
        if work.whole:
            sizes.append((unit.environment, unit.namespace, unit.totals))
        yield unit
    if work.whole:
        yield from _mapped(namespace_units(work, sizes, tools), tools, executor, cache)


def _mapped(units: Iterable[Unit], tools: Tools, executor: Executor | None, cache: Cache | None) -> Iterator[Compiled]:
    recall = cache.recall if cache else None
    tasks = ((unit, cache.known(unit) if cache else b"") for unit in units)
    if executor is None:
        return (_attempt(task, tools, recall) for task in tasks)
    chunks = executor.map(partial(_attempt_all, tools=tools, recall=recall), _chunks(tasks))
    return (unit for chunk in chunks for unit in chunk)


def _attempt_all(tasks: list[Task], tools: Tools, recall: Recall | None) -> list[Compiled]:
    return [_attempt(task, tools, recall) for task in tasks]


def _attempt(task: Task, tools: Tools, recall: Recall | None) -> Compiled:
    """The compiled unit; what is wrong with it is handed on, so that all units' problems come in one run."""
    unit, known = task
    try:
        if recall is None:
            return compile_unit(unit, tools)
        return recall.compiled(unit, known) or recall.kept(unit, compile_unit(unit, tools))
    except Problems as found:
        return Compiled(unit.environment.name, unit.namespace, unit.name, unit.source, "", problems=found.problems)


def _chunks(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    remaining = iter(tasks)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


@dataclass(slots=True, eq=False, repr=False)
class Ledger:
    """What a build found, unit by unit; files pass through it and are not kept."""

    work: Work
    found: list[Found] = field(default_factory=list)
    """All findings, each with the key of its unit."""
    kinds: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    """The kinds of each unit's manifests."""
    _units: dict[Key, ServiceUnit] | None = None
    _problems: list[Problem] = field(default_factory=list)
    _uses: Uses = field(default_factory=Uses)

    def files(self, units: Iterable[Compiled]) -> Iterator[UnitFiles]:
        """The files of the units, for `kgen.write`."""
        for unit in units:
            self.add(unit)
            if not unit.problems:
                yield unit_files(unit)

    def add(self, unit: Compiled) -> None:
        """Note what a unit hands on besides its files."""
        key = (unit.environment, unit.namespace, unit.name)
        self.found += [(key, finding) for finding in unit.findings]
        self.kinds[key] = tuple(kind for kind, _, _ in unit.objects)
        self._problems += unit.problems
        self._uses.add(unit.environment, unit.name, unit.uses)

    @property
    def findings(self) -> list[Finding]:
        """All findings."""
        return [finding for _, finding in self.found]

    @property
    def errors(self) -> list[Problem]:
        """The findings that fail the build, where they follow from."""
        return self.located(self.counting("error"))

    def counting(self, severity: Severity) -> list[Found]:
        """The findings of a severity that are not exempted."""
        return [(key, finding) for key, finding in self.found if finding.severity == severity and finding.exemption is None]

    def located(self, found: Iterable[Found]) -> list[Problem]:
        """Findings as problems where they follow from; those of namespaces stand in kgen.yaml. A place costs reading a file
        again: ask for those that are shown."""
        found = list(found)
        if not found:
            return []
        from kgen.blame import problems

        units = self._by_key()
        of_namespaces = [self.place(key, finding) for key, finding in found if key not in units]
        return [*of_namespaces, *problems((units[key], finding) for key, finding in found if key in units)]

    def place(self, key: Key, finding: Finding) -> Problem:
        """One finding as a problem where it follows from."""
        from kgen.blame import problem

        unit = self._by_key().get(key)
        if unit is not None:
            return problem(unit, finding)
        what = f"{finding.kind} {finding.name}"
        return self.work.sources.project.origin.problem(
            ("environments", key[0]), finding.message, finding.rule, hint=what, key=True
        )

    def _by_key(self) -> dict[Key, ServiceUnit]:
        if self._units is None:
            self._units = {(unit.environment.name, unit.namespace, unit.name): unit for unit in self.work.services}
        return self._units

    def require(self) -> None:
        """Raise Problems if any unit had one, or if an exemption was not needed."""
        sources = self.work.sources
        problems = list(self._problems)
        if not problems:
            every = sources.chosen_environments is None or len(sources.chosen_environments) == len(sources.environments)
            problems += self._uses.unused(self.work.services, sources.project, whole=self.work.whole, environments=every)
        if problems:
            raise Problems(problems)


def unit_files(unit: Compiled) -> UnitFiles:
    """A unit as `kgen.write` takes it."""
    return UnitFiles(unit.environment, unit.namespace, unit.name, unit.source, unit.meaning, unit.files)


def scope(work: Work) -> Scope:
    """The part of the output that this work is about."""
    sources = work.sources
    return Scope(sources.chosen_environments, sources.chosen)
