"""A rule as SARIF describes it (reportingDescriptor, 3.49): what code scanning shows beside a finding."""

from __future__ import annotations

from typing import Any

from kgen.findings import Severity
from kgen.problems import visible
from kgen.rules import Rule
from kgen.rules._words import does, satisfied

LEVELS = {"error": "error", "warning": "warning", "info": "note"}

_LONGEST = 1024
"""Characters of a description that GitHub keeps."""

_AREAS = {
    "A": "supply-chain",
    "B": "pod-security",
    "C": "access",
    "D": "secrets",
    "E": "resources",
    "F": "reliability",
    "G": "network",
    "H": "metadata",
}
"""Chapters of the hardening catalogue, by the letter that its rows begin with."""

_SECURE = frozenset("ABCD")
"""Chapters that are about security alone; a rule about the network is, if a scanner for security asks it."""

_SCANNERS = frozenset({"PSS", "checkov", "kubescape", "kubesec", "trivy"})

_SCORES: dict[Severity, str] = {"error": "7.5", "warning": "5.0", "info": "2.0"}
"""GitHub calls 7.0 to 8.9 high, 4.0 to 6.9 medium, and what is below low."""


def descriptor(name: str, rule: Rule | None) -> dict[str, Any]:
    """The descriptor of a rule, or of a name that findings bear and no rule does."""
    if rule is None:
        text = {"text": visible(name)}
        return {"id": name, "name": name, "shortDescription": text, "fullDescription": text, "help": text}
    address = next((source for source in rule.sources if source.startswith("https://")), None)
    return {
        "id": name,
        "name": name,
        "shortDescription": {"text": _cut(rule.title or name)},
        "fullDescription": {"text": _cut(" ".join(rule.text.split()) or rule.title or name)},
        "help": {"text": _help(rule, "", ""), "markdown": _help(rule, "**", "`")},
        **({"helpUri": address} if address else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": _properties(rule),
    }


def _properties(rule: Rule) -> dict[str, Any]:
    chapters = sorted({row[:1] for row in rule.rows} & _AREAS.keys())
    secure = bool(_SECURE.intersection(chapters)) or ("G" in chapters and not _SCANNERS.isdisjoint(rule.asked_by))
    judged = (
        {"security-severity": _SCORES[rule.severity]}
        if secure
        else {"problem.severity": "recommendation" if rule.severity == "info" else rule.severity}
    )
    return {
        "tags": ["kubernetes", *(["security"] if secure else []), *(_AREAS[chapter] for chapter in chapters)],
        "precision": "very-high" if rule.expect else "high",
        **judged,
        "fills": rule.fills,
        "askedBy": {checker: list(ids) for checker, ids in sorted(rule.asked_by.items())},
    }


def _help(rule: Rule, strong: str, code: str) -> str:
    """Why, how to satisfy the rule, how to do without it, and where it comes from."""
    parts = [rule.title, rule.text, f"{strong}To satisfy it:{strong} {_satisfied(rule, code)}", _exempted(rule, strong, code)]
    if rule.asked_by:
        asked = "; ".join(f"{checker} {', '.join(ids)}" for checker, ids in sorted(rule.asked_by.items()))
        parts.append(f"{strong}Asked by:{strong} {asked}")
    if rule.sources:
        parts.append("\n".join([f"{strong}Sources:{strong}", *(f"- {source}" for source in rule.sources)]))
    return "\n\n".join(part for part in parts if part)


def _satisfied(rule: Rule, code: str) -> str:
    said = [text.replace("`", code) for text in satisfied(rule)]
    if rule.fills or rule.through:
        said += [does(rule).replace("`", code), *([f"Mind: {rule.risk}."] if rule.risk else [])]
    return " ".join(said) or "What is right here is for a person to decide."


def _exempted(rule: Rule, strong: str, code: str) -> str:
    annotation = f"{code}kgen.dev/exempt.{rule.name}: why it does not hold here{code}"
    spec = f"{code}exemptions: {{{rule.name}: {{reason: why, until: 2027-03-01}}}}{code}"
    return f"{strong}To do without it:{strong} annotate the object with {annotation}, or write {spec} into its spec."


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
