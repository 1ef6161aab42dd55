"""The page of rules: what each asks and why, how to satisfy it, and what public checkers ask that no rule does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kgen.rules import Rule, registry
from kgen.rules._words import TOPICS, condition, effort, satisfied, topic
from scripts.docs.fields import cell

_UNASKED = Path(__file__).with_name("unasked.yaml")


class Unasked(NamedTuple):
    """Something that checkers ask and no rule does: what, why not, and the ids of the checkers."""

    what: str
    why: str
    asked_by: Mapping[str, list[str]]


class Group(NamedTuple):
    """Those that share a reason."""

    heading: str
    lead: str
    rows: tuple[Unasked, ...]


def unasked() -> list[Group]:
    """All that is asked by no rule, grouped by the reason."""
    data: list[dict[str, Any]] = yaml.safe_load(_UNASKED.read_text(encoding="utf-8"))
    return [Group(one["group"], one.get("lead", ""), tuple(Unasked(**row) for row in one["rows"])) for one in data]


def lines() -> Iterator[str]:
    """The page below its title: contents, a section per subject with all its rules, and what no rule asks."""
    yield from [_LEAD]
    by_topic: dict[str, list[Rule]] = {name: [] for name in TOPICS.values()}
    for rule in registry().values():
        by_topic[topic(rule)].append(rule)
    for name, rules in by_topic.items():
        yield f"- [{name}](#{_anchor(name)}): {len(rules)} rules"
    yield from [f"- [{_REST}](#{_anchor(_REST)})", ""]
    for name, rules in by_topic.items():
        yield from [f"## {name}", "", "| rule | severity | kgen | |", "|---|---|---|---|"]
        for rule in rules:
            yield f"| [`{rule.name}`](#{rule.name}) | {rule.severity} | {effort(rule)} | {cell(rule.title)} |"
        yield ""
        for rule in rules:
            yield from _section(rule)
    yield from _rest()


def _section(rule: Rule) -> Iterator[str]:
    yield from [f"### {rule.name}", "", f"**{rule.title}** {' '.join(rule.text.split())}", ""]
    yield from [f"- {text}" for text in satisfied(rule)]
    for head, text in (
        ("Mind", f"{rule.risk}." if rule.risk else ""),
        ("Practice", rule.practice),
        ("Asked by", _checkers(rule.asked_by)),
        ("Sources", ", ".join(f"<{source}>" for source in rule.sources)),
    ):
        if text:
            yield f"- {head}: {text}"
    yield from [] if rule.cel else [f"- A condition of a cluster (CEL): {condition(rule).lower()}"]
    yield ""
    if rule.cel:
        yield from [
            "<details><summary>The condition of a cluster (CEL)</summary>",
            "",
            "```cel",
            rule.cel,
            "```",
            "</details>",
            "",
        ]


def _checkers(asked_by: Mapping[str, Any]) -> str:
    return "; ".join(f"{checker} {', '.join(ids)}" for checker, ids in sorted(asked_by.items()))


def _rest() -> Iterator[str]:
    yield from [f"## {_REST}", "", _REST_LEAD]
    for group in unasked():
        yield from [f"**{group.heading}.** {group.lead}".rstrip(), "", "| what | why not | asked by |", "|---|---|---|"]
        for one in group.rows:
            yield f"| {cell(one.what)} | {cell(one.why)} | {_checkers(one.asked_by)} |"
        yield ""


def _anchor(heading: str) -> str:
    return heading.replace(",", "").replace(" ", "-").lower()


_LEAD = """\
Each rule is one practice. What is *filled in*, kgen sets where nobody has stated it, and overwrites nothing; what *follows*
holds because other rules fill it in; every rule verifies the finished manifests, after patches. An `error` fails the build, a
`warning` is for a person to decide, an `info` only says. `kgen rules show NAME` tells the same, and
[exemptions](exemptions.md) tells how to do without a rule:

```yaml
exemptions:
  image-digest: {reason: registry migration, until: 2027-03-01}
```
"""

_REST = "What no rule asks"

_REST_LEAD = """\
Public checkers ask for more than a manifest can tell, for what contradicts another checker, and for what every organisation
answers in its own way. This is all of it.
"""
