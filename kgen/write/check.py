"""What differs between the committed output and what the specs say, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from kgen.write import inventory
from kgen.write.compare import UnitPlan
from kgen.write.plan import Plan, plan
from kgen.write.shared import ATTRIBUTES
from kgen.write.unit import KUSTOMIZATION, Scope, UnitFiles, folder

Kind = Literal["edited by hand", "stale", "left over", "missing", "other format"]

_OTHERS = "kgen.yaml, a blueprint or kgen itself changed"


class Difference(NamedTuple):
    """A file (or, ending in `/`, a folder) that is not what a build makes; `reason` says why, in a few words."""

    path: str
    kind: Kind
    reason: str


def check(
    out: Path, units: Iterable[UnitFiles], scope: Scope, *, name: str = "", project: Path | None = None, generated: bool = False
) -> list[Difference]:
    """All differences, by path; empty when a build would touch nothing. Parameters and problems are those of `plan`."""
    return explain(plan(out, units, scope, name=name, project=project, generated=generated))


def explain(plan: Plan) -> list[Difference]:
    """The same for a plan; a folder's list that changes only because units come and go is left out."""
    made = {unit.source for unit in plan.units if not unit.gone}
    environments = {unit.key[0] for unit in plan.units if not unit.gone}
    found: list[Difference] = []
    for unit in plan.units:
        found += _gone(unit, made, environments) if unit.gone else _unit(unit)
    found += _shared(plan)
    named = (Difference(f"{plan.name}/{each.path}", each.kind, each.reason) for each in found)
    return sorted(named, key=lambda each: each.path)


def _gone(unit: UnitPlan, made: set[str], environments: set[str]) -> Iterator[Difference]:
    source = _shown(unit.source)
    if unit.key[0] not in environments and environments:
        reason = f"there is no environment '{unit.key[0]}' any more"
    else:
        reason = f"{source} makes it no longer" if unit.source in made else f"{source} is gone"
    yield Difference(f"{folder(unit.key)}/" if unit.removed else inventory.path(unit.key), "left over", reason)


def _unit(unit: UnitPlan) -> Iterator[Difference]:
    base, source = folder(unit.key), _shown(unit.source)
    if _is_new(unit):
        yield Difference(f"{base}/", "missing", f"{source} is new")
        return
    same = unit.recorded is not None and unit.recorded.meaning == unit.meaning
    why = _why(unit)
    for name in unit.changed:
        if name in unit.edited and unit.recorded:
            reason = "spec unchanged" if same else f"and {source} changed"
            yield Difference(f"{base}/{name}", "edited by hand", reason)
        else:
            yield Difference(f"{base}/{name}", "stale", why)
    yield from _come_and_go(unit, why)
    if unit.new_record and not (unit.added or unit.changed or unit.removed):
        yield _record(unit, why)


def _why(unit: UnitPlan) -> str:
    """Why files are not what they were, as far as the inventory tells."""
    source = _shown(unit.source)
    if unit.recorded and unit.recorded.source != unit.source:
        return f"{_shown(unit.recorded.source)} is now {source}"
    return _OTHERS if unit.recorded and unit.recorded.meaning == unit.meaning else f"{source} changed"


def _record(unit: UnitPlan, why: str) -> Difference:
    """The inventory file of a unit all of whose files are as they should be."""
    path = inventory.path(unit.key)
    if unit.recorded is None:
        return Difference(path, "missing", "somebody removed it")
    return Difference(path, "edited by hand", "it is not what kgen wrote") if why == _OTHERS else Difference(path, "stale", why)


def _come_and_go(unit: UnitPlan, why: str) -> Iterator[Difference]:
    """Files that are missing, and those that are no longer made; one in another format is both, and said once."""
    base = folder(unit.key)
    added = {name.rpartition(".")[0]: name for name in unit.added}
    for name in unit.removed:
        successor = added.pop(name.rpartition(".")[0], None)
        if successor:
            yield Difference(f"{base}/{name}", "other format", f"{successor} takes its place")
        else:
            yield Difference(f"{base}/{name}", "left over", f"{_shown(unit.source)} makes it no longer")
    for name in added.values():
        lost = unit.recorded is not None and name in unit.recorded.files
        yield Difference(f"{base}/{name}", "missing", "somebody removed it" if lost else why)


def _shared(plan: Plan) -> Iterator[Difference]:
    follow = _follow(plan)
    for file in plan.shared:
        if file.edited:
            yield Difference(file.path, "edited by hand", "kgen build writes it from what is there")
        elif file.path not in follow:
            yield Difference(file.path, "missing" if file.change == "added" else "stale", "kgen build writes it")


def _follow(plan: Plan) -> set[str]:
    """The shared files that change because units come and go."""
    moving = [unit.key for unit in plan.units if unit.gone or _is_new(unit)]
    folders = {above for key in moving for above in (key[0], f"{key[0]}/{key[1]}")}
    return {f"{above}/{KUSTOMIZATION}" for above in folders} | ({ATTRIBUTES} if len(moving) == len(plan.units) else set())


def _is_new(unit: UnitPlan) -> bool:
    return unit.recorded is None and not unit.changed and not unit.unchanged


def _shown(text: str) -> str:
    from kgen.verify.errors import shown

    return shown(text)
