"""Verify: every rule on the final set, and the API's own demands."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.expand.stage import Manifest
from kgen.findings import Finding
from kgen.hardening import verify as rules
from kgen.hardening.annotate import annotate
from kgen.hardening.stage import context
from kgen.problems import Path, Problem, Problems
from kgen.tools import Tools
from kgen.unit import NamespaceUnit, Unit
from kgen.verify.manifest import check


def verify(manifests: list[Manifest], unit: Unit, tools: Tools) -> list[Finding]:
    """The findings of all rules; exemptions are written to the objects they count for.

    Raises Problems for manifests that the API of the environment's Kubernetes would refuse.
    """
    findings = [found for found in rules.verify(manifests, context(unit, tools)) if not _is_answered(found, unit)]
    annotate(manifests, findings, tools.rulebook.rules)
    problems = [problem for manifest in manifests for problem in _refused(manifest, unit)]
    if problems:
        raise Problems(problems)
    return findings


def _is_answered(finding: Finding, unit: Unit) -> bool:
    """Whether the spec says outright what a manifest alone does not tell: that asking a port is how health is declared."""
    if finding.rule != "health-declared" or isinstance(unit, NamespaceUnit):
        return False
    return unit.service.health is not None and finding.container == unit.name


def _refused(manifest: Manifest, unit: Unit) -> Iterator[Problem]:
    for error in check(manifest, unit.environment.kubernetes):
        path = ".".join(map(str, error.path))
        message = f"{manifest['kind']} '{manifest['metadata']['name']}': {error.message}"
        yield unit.origin.problem(
            _blamed(unit), message, "manifest", hint=f"at {path}, for Kubernetes {unit.environment.kubernetes}"
        )


def _blamed(unit: Unit) -> Path:
    """What in the spec is most likely to blame for a manifest that no API server takes: its patches, or else its name."""
    return ("patches",) if not isinstance(unit, NamespaceUnit) and unit.service.patches else ("name",)
