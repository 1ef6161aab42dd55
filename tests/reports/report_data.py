"""Reports from plain data, as the cases hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from kgen.findings import Finding
from kgen.foreign.manifests import Skipped
from kgen.lint.report import Placed, Report
from kgen.model.exempt import Exemption
from kgen.problems import Problem
from kgen.rules import ObjectRule, Rule, equals


def report_of(data: Mapping[str, Any]) -> Report:
    """The report that the keys of `data` describe; what is left out is empty."""
    return Report(
        findings=_all(data.get("findings", ())),
        exempted=_all(data.get("exempted", ())),
        accepted=_all(data.get("accepted", ())),
        problems=tuple(Problem(**problem) for problem in data.get("problems", ())),
        files=data.get("files", 0),
        manifests=data.get("manifests", 0),
        rules={name: _rule(name, rule) for name, rule in data.get("rules", {}).items()},
        unknown=data.get("unknown", {}),
        skipped=tuple(Skipped(**one) for one in data.get("skipped", ())),
    )


def load(case: Path) -> Report:
    """The report of a case's folder."""
    return report_of(yaml.safe_load((case / "report.yaml").read_text("utf-8")))


def placed(
    file: str = "deploy.yaml", line: int = 1, column: int = 1, spec: str = "", exemption: Any = None, **finding: Any
) -> Placed:
    """A finding with what a test does not care about filled in."""
    whole = {"rule": "replicas", "severity": "error", "message": "wrong", "kind": "Service", "name": "cart", "namespace": ""}
    why = Exemption.model_construct(**exemption) if exemption else None
    return Placed(Finding(**{**whole, **finding}, exemption=why), file, line, column, spec)


def _all(found: Iterable[Mapping[str, Any]]) -> tuple[Placed, ...]:
    return tuple(placed(**one) for one in found)


def _rule(name: str, rule: Mapping[str, Any]) -> Rule:
    rest = {key: value for key, value in rule.items() if key not in ("severity", "sources", "must_be")}
    return ObjectRule(
        name=name,
        severity=rule.get("severity", "error"),
        sources=rule.get("sources", []),
        expect=equals(rule["must_be"]) if "must_be" in rule else None,
        **rest,
    )
