"""Rules in words: what a manifest must hold, what kgen does about it, and which subject it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from kgen.rules._pods import CONTAINERS
from kgen.rules._rule import ContainerRule, PodRule, Rule, WorkloadRule

TOPICS = {
    "A": "Images",
    "B": "Pods and containers",
    "C": "Accounts and roles",
    "D": "Secrets and settings",
    "E": "Resources",
    "F": "Availability",
    "G": "Network",
    "H": "Names, labels and namespaces",
}
"""The subjects of rules, by the section of the catalogue that their first row is in."""

OTHERS = "Others"
"""The subject of rules that installed packages bring."""


def topic(rule: Rule) -> str:
    """What the rule is about."""
    return TOPICS.get(rule.rows[0][:1], OTHERS) if rule.rows else OTHERS


def does(rule: Rule) -> str:
    """What kgen does about it, in one sentence."""
    if rule.fills:
        return "kgen fills it in where nothing is said, and verifies it."
    if rule.through:
        names = " and ".join(f"`{name}`" for name in rule.through)
        return f"kgen verifies it; what {names} fill{'s' if len(rule.through) == 1 else ''} in makes it hold."
    return "kgen verifies it."


def effort(rule: Rule) -> str:
    """The same in a word or two, for tables."""
    return "filled in" if rule.fills else "follows" if rule.through else "verified"


def condition(rule: Rule) -> str:
    """The CEL that a cluster can ask, or why there is none."""
    return rule.cel or "None: it takes several objects to tell, or facts of the environment."


def satisfied(rule: Rule) -> list[str]:
    """How kgen's words satisfy it, and how those of a manifest do: a sentence each, that begins with its place."""
    ours, theirs = in_a_spec(rule), in_a_manifest(rule)
    return [*([f"With kgen: {ours[0].lower()}{ours[1:]}"] if ours else []), *([theirs] if theirs else [])]


def in_a_spec(rule: Rule) -> str:
    """How a spec or a fact satisfies it; empty for rules of packages that do not say."""
    return rule.satisfy or ("Nothing to write; kgen fills it in." if rule.fills else "")


def in_a_manifest(rule: Rule) -> str:
    """How a manifest satisfies it."""
    if rule.manifest or rule.expect is None:
        return rule.manifest
    paths = _joined([f"`{path.replace('?', '')}`" for path in rule.paths], "and")
    instead = f": {rule.expect.instead.removeprefix('and ')}" if rule.expect.instead else ""
    return f"{_place(rule)}{paths} must {rule.expect.must}{instead}."


def _joined(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_LISTS = {CONTAINERS[:1]: "container (init containers aside)", CONTAINERS[:2]: "container and init container"}


def _place(rule: Rule) -> str:
    """Where the paths of a rule begin."""
    kinds = f"{'an' if rule.kinds[0][0] in 'AEIO' else 'a'} {_joined(rule.kinds, 'or')}" if rule.kinds else ""
    if isinstance(rule, ContainerRule):
        return f"In every {_LISTS.get(rule.of, 'container')}{', or its pod' if rule.inherits else ''}: "
    if isinstance(rule, PodRule):
        return f"In the pod{f' of {kinds}' if kinds else ''}: "
    if kinds:
        return f"In {kinds}: " if len(rule.kinds) < _MANY else "In the object: "
    return "In every workload: " if isinstance(rule, WorkloadRule) else "In every object: "


_MANY = 5
"""Kinds, from which on they are not named one by one."""
