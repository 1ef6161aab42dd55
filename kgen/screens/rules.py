"""Rules as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from kgen.rules import ContainerRule, Rule
from kgen.rules._words import condition, does, effort, in_a_manifest, in_a_spec, satisfied, topic
from kgen.screens.words import columns

_WIDTH = 100
"""Characters of a line of text; tables and conditions keep their own."""


def listing(rules: Iterable[Rule]) -> str:
    """One line per rule: name, severity, what kgen does about it, and the practice."""
    rows = [(rule.name, rule.severity, effort(rule), rule.title) for rule in sorted(rules, key=_name)]
    return "\n".join(columns(rows)) + "\n"


def listing_json(rules: Iterable[Rule]) -> str:
    """All that is known of each rule, as data."""
    return json.dumps([_data(rule) for rule in sorted(rules, key=_name)], indent=2, ensure_ascii=False) + "\n"


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "severity": rule.severity,
        "topic": topic(rule),
        "title": rule.title,
        "text": " ".join(rule.text.split()),
        "scope": rule.scope,
        "kinds": list(rule.kinds),
        "fills": rule.fills,
        "through": list(rule.through),
        "satisfiable": rule.fills or bool(rule.through),
        "risk": rule.risk,
        "spec": in_a_spec(rule),
        "manifest": in_a_manifest(rule),
        "practice": rule.practice,
        "sources": list(rule.sources),
        "asked_by": {checker: list(ids) for checker, ids in sorted(rule.asked_by.items())},
        "cel": rule.cel,
    }


def _name(rule: Rule) -> str:
    return rule.name


def rule(rule: Rule) -> str:
    """Everything about one rule."""
    return "\n".join([f"{rule.name} ({rule.severity})", "", rule.title, "", *_paragraphs(rule.text), *_sections(rule)]) + "\n"


def _sections(rule: Rule) -> Iterator[str]:
    risk = f" Mind: {rule.risk}." if rule.risk else ""
    yield from ["", *_paragraphs(f"{does(rule)}{risk}")]
    yield from _section("To satisfy it", [line for text in satisfied(rule) for line in _hanging(text)])
    yield from _section("Practice", [rule.practice] if rule.practice else [])
    yield from _section("Asked by", columns((checker, ", ".join(ids)) for checker, ids in sorted(rule.asked_by.items())))
    yield from _section("Sources", rule.sources)
    if rule.offline:
        yield from _section("No cluster asks it", [rule.offline])
    else:
        yield from _section("As a condition of a cluster (CEL)", condition(rule).splitlines())
    yield from _section("To exempt it, in a spec, in kgen.yaml or in one of its environments", _exemption(rule))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    shown = [f"  {line}" for line in lines]
    yield from ["", heading, *shown] if shown else []


def _paragraphs(text: str) -> list[str]:
    return [line for part in text.split("\n\n") for line in wrap(" ".join(part.split()), _WIDTH)]


def _hanging(text: str) -> list[str]:
    return wrap(text, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _exemption(rule: Rule) -> Iterator[str]:
    yield from ["exemptions:", f"  {rule.name}: {{reason: why it does not hold here, owner: payments, until: 2027-03-01}}"]
    if isinstance(rule, ContainerRule):
        yield f"or for one container: sidecars: {{proxy: {{exemptions: {{{rule.name}: {{reason: …}}}}}}}}"
