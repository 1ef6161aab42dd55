"""Rules as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kgen.rules import Rule
from kgen.screens.words import columns


def listing(rules: Iterable[Rule]) -> str:
    """One line per rule: name, severity, whether kgen fills it in, and the practice."""
    rows = [
        (rule.name, rule.severity, "filled in" if rule.fills else "verified", rule.title) for rule in sorted(rules, key=_name)
    ]
    return "\n".join(columns(rows)) + "\n"


def listing_json(rules: Iterable[Rule]) -> str:
    """The same as data, with the checkers that ask the same."""
    data = [
        {
            "name": rule.name,
            "severity": rule.severity,
            "fills": rule.fills,
            "title": rule.title,
            "sources": list(rule.sources),
            "asked_by": {checker: list(ids) for checker, ids in sorted(rule.asked_by.items())},
        }
        for rule in sorted(rules, key=_name)
    ]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _name(rule: Rule) -> str:
    return rule.name


def rule(rule: Rule) -> str:
    """Everything about one rule."""
    does = "kgen fills it in where nothing is said, and verifies it." if rule.fills else "kgen verifies it."
    parts = [f"{rule.name} ({rule.severity})", "", rule.title, "", rule.text, "", does]
    if rule.asked_by:
        parts += ["", "Asked by"]
        parts += [f"  {line}" for line in columns((checker, ", ".join(ids)) for checker, ids in sorted(rule.asked_by.items()))]
    parts += ["", "Sources", *(f"  {source}" for source in rule.sources)]
    if rule.cel:
        parts += ["", "As a condition of a cluster (CEL)", *(f"  {line}" for line in rule.cel.splitlines())]
    parts += ["", "To exempt it", "  exemptions:", f"    {rule.name}: {{reason: why it does not hold here, until: 2027-03-01}}"]
    return "\n".join(parts) + "\n"
