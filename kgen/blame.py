"""Findings are about manifests, and people write specs: which field a finding follows from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgen.findings import Finding
from kgen.hardening.exemptions import ENDS
from kgen.model.service import Service
from kgen.patch.touched import touched
from kgen.problems import Path, Problem, Problems
from kgen.screens.words import listed
from kgen.unit import ServiceUnit

_FIELDS = (
    (r"\.image(PullPolicy)?$", ("image",)),
    (r"\.ports\b", ("ports",)),
    (r"\bresources\b.*cpu", ("cpu",)),
    (r"\bresources\b.*memory", ("memory",)),
    (r"\bresources\b.*ephemeral-storage", ("disk",)),
    (r"Probe\b", ("health",)),
    (r"\.env\b", ("env",)),
    (r"\.(command|args)\b", ("command",)),
    (r"\b(runAs\w+|fsGroup|supplementalGroups)\b", ("user",)),
    (r"\blifecycle\b|terminationGracePeriodSeconds", ("shutdown",)),
    (r"^spec\.(replicas|strategy|updateStrategy)\b", ("replicas",)),
    (r"^spec\.egress\b", ("calls",)),
    (r"^spec\.ingress\b", ("callers",)),
    (r"\bvolumes\b|volumeClaimTemplates", ("volumes",)),
    (r"^rules\b", ("permissions",)),
    (r"^spec\.(tls|hostnames|rules)\b", ("expose",)),
)
"""Paths of manifests, and the field of a spec that they are made from; the first that fits counts."""


_ELSEWHERE = {
    "env": ("secrets",),
    "replicas": ("autoscale", "singleton"),
    "calls": ("permissions", "peers"),
    "callers": ("expose", "metrics", "peers"),
}
"""Other fields that the same part of a manifest may be made from."""


def problems(found: Iterable[tuple[ServiceUnit, Finding]]) -> list[Problem]:
    """Findings as problems at the fields of the specs they follow from; the same one in several environments is one."""
    places: dict[Problem, list[str]] = {}
    for unit, finding in found:
        places.setdefault(problem(unit, finding), []).append(unit.environment.name)
    located = [_with_environments(located, names) for located, names in places.items()]
    return list(Problems(located).problems)


def problem(unit: ServiceUnit, finding: Finding) -> Problem:
    """One finding as a problem at the field of the spec that it follows from."""
    path = _of_patch(unit, finding) or _written(unit, _of_canary(unit, finding) or _field(finding, unit.service))
    return unit.origin.problem(path, finding.message, finding.rule, hint=f"{finding.kind} {finding.name}")


def _of_patch(unit: ServiceUnit, finding: Finding) -> Path:
    """The patch that changed what a finding is about."""
    patches = unit.service.patches
    number = touched(patches, finding.kind, finding.name, finding.path) if patches and finding.path else None
    return () if number is None else ("patches", number)


def _of_canary(unit: ServiceUnit, finding: Finding) -> Path:
    """The image of the new version, where a finding is about that."""
    if unit.service.canary is None or finding.container != unit.name or _of_path(finding.path) != ("image",):
        return ()
    is_new = finding.name != unit.name or unit.environment.rollouts == "argo"
    return ("canary", "image") if is_new else ()


def _field(finding: Finding, service: Service) -> Path:
    """The field that a finding's path is made from, in the helper container if it is about one."""
    if finding.rule == ENDS:
        return tuple(finding.path.split("."))
    for group in ("init", "sidecars"):
        if finding.container != service.name and finding.container in getattr(service, group):
            return (group, finding.container, *_of_path(finding.path))
    field = _of_path(finding.path)
    if field in (("ports",), ("permissions",)):
        # Manifests list both by name, as lists that are made from maps are.
        number = re.search(r"(?:\.ports|^rules)\[(\d+)\]", finding.path)
        names = sorted(getattr(service, field[0]))
        if number and int(number[1]) < len(names):
            return (*field, names[int(number[1])])
    return field


def _of_path(path: str) -> Path:
    return next((field for pattern, field in _FIELDS if re.search(pattern, path)), ("name",))


def _written(unit: ServiceUnit, path: Path) -> Path:
    """The field, if somebody wrote it: else the service's name stands for the whole spec."""
    others = [(name,) for name in _ELSEWHERE.get(str(path[0]), ())]
    return next((each for each in (path, path[:2], *others) if unit.origin.has(each)), ("name",))


def _with_environments(problem: Problem, environments: list[str]) -> Problem:
    from dataclasses import replace

    return replace(problem, hint=f"{problem.hint} of {listed(dict.fromkeys(environments), 3)}")
