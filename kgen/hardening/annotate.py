"""Say on the object why a rule does not hold there: for kgen's readers, and in the dialect of each public checker.

Written on the object itself, never on a pod template: to change a reason restarts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kgen.findings import Finding
from kgen.model.exempt import Exemption
from kgen.rules import Manifest, Rule, child, name_of, namespace_of, registry

Key = tuple[str, str, str]

PREFIX = "kgen.dev/exempt."
"""What kgen's own annotations begin with; the rule's name follows."""


_LISTS = ("kube-score/ignore", "kubescape.io/skip-controls")
"""Annotations that hold a list: what the spec wrote there is kept beside kgen's."""


def annotate(manifests: list[Manifest], findings: Iterable[Finding], rules: Mapping[str, Rule] | None = None) -> None:
    """Write the exemptions that were needed onto the objects they were needed for, in place. Twice is as once."""
    rules = registry() if rules is None else rules
    by_object: dict[Key, dict[str, list[Exemption]]] = {}
    for finding in findings:
        if finding.exemption:
            reasons = by_object.setdefault((finding.kind, finding.namespace, finding.name), {}).setdefault(finding.rule, [])
            if finding.exemption not in reasons:
                reasons.append(finding.exemption)
    for manifest in manifests if by_object else ():
        exempted = by_object.get((str(manifest.get("kind", "")), namespace_of(manifest), name_of(manifest)))
        if exempted:
            _write(manifest, written(exempted, rules))


def _write(manifest: Manifest, added: Mapping[str, str]) -> None:
    metadata = manifest.setdefault("metadata", {})
    found = child(metadata, "annotations")
    lists = {key: _joined(str(found[key]), added[key]) for key in _LISTS if key in found and key in added}
    metadata["annotations"] = {**added, **found, **lists}


def _joined(one: str, other: str) -> str:
    return ",".join(sorted({part.strip() for part in f"{one},{other}".split(",")} - {""}))


def written(exempted: Mapping[str, list[Exemption]], rules: Mapping[str, Rule]) -> dict[str, str]:
    """The annotations for the exempted rules of one object. They depend on no date but those people wrote."""
    found: dict[str, str] = {}
    for rule in sorted(exempted):
        found[f"{PREFIX}{rule}"] = ", ".join(_words(one) for one in _ordered(exempted[rule]))
    checked = {rule: rules[rule] for rule in sorted(exempted) if rule in rules}
    reasons = {rule: sanitised(", ".join(one.reason for one in _ordered(exempted[rule]))) for rule in checked}
    for rule, checks in checked.items():
        found.update(_lines(checks, reasons[rule]))
    found.update(_kube_score(checked.values()))
    found.update(_kubescape(checked, reasons, exempted))
    return dict(sorted(found.items()))


def _ordered(exemptions: Iterable[Exemption]) -> list[Exemption]:
    return sorted(exemptions, key=lambda one: (one.reason, one.owner or "", one.until or ""))


def _words(one: Exemption) -> str:
    """The reason on one line, without hidden characters; then who answers for it, and until when."""
    reason = one.reason if one.reason.isprintable() else "".join(char if char.isprintable() else " " for char in one.reason)
    owner = f" - owner {one.owner}" if one.owner else ""
    until = f" - until {one.until}" if one.until else ""
    return f"{' '.join(reason.split())}{owner}{until}"


def sanitised(reason: str) -> str:
    """A reason as every checker can read it: an `=` in it makes checkov stop without a report."""
    return " ".join(re.sub(r"[^A-Za-z0-9 ,./:_-]+", " ", reason).split()) or "exempted"


def _lines(rule: Rule, reason: str) -> dict[str, str]:
    """The dialects that have one annotation per check."""
    asked = rule.asked_by
    return {
        **{f"ignore-check.kube-linter.io/{check}": reason for check in asked.get("kube-linter", ())},
        **{f"polaris.fairwinds.com/{check}-exempt": "true" for check in asked.get("polaris", ())},
        **{f"checkov.io/skip-{check}": f"{check}={reason}" for check in asked.get("checkov", ())},
    }


def _kube_score(rules: Iterable[Rule]) -> dict[str, str]:
    checks = sorted({check for rule in rules for check in rule.asked_by.get("kube-score", ())})
    return {"kube-score/ignore": ",".join(checks)} if checks else {}


def _kubescape(
    rules: Mapping[str, Rule],
    reasons: Mapping[str, str],
    exempted: Mapping[str, list[Exemption]],
) -> dict[str, str]:
    """One list, one reason and one end for all: the earliest end, and only if each has one."""
    asked = [rule for rule, checks in rules.items() if checks.asked_by.get("kubescape")]
    if not asked:
        return {}
    controls = sorted({control for rule in asked for control in rules[rule].asked_by["kubescape"]})
    ends = [one.until for rule in asked for one in exempted[rule]]
    expiry = {"kubescape.io/skip-expiry": f"{min(filter(None, ends))}T23:59:59Z"} if all(ends) else {}
    reason = ", ".join(dict.fromkeys(reasons[rule] for rule in asked))
    return {"kubescape.io/skip-controls": ",".join(controls), "kubescape.io/skip-reason": reason, **expiry}
