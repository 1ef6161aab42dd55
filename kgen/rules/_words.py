"""Rules in words: what a manifest must hold, what kgen does about it, and which subject it belongs to."""

from __future__ import annotations

from kgen.rules._pods import CONTAINERS
from kgen.rules._rule import ContainerRule, ObjectRule, PodRule, Rule, SetRule

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


def in_a_spec(rule: Rule) -> str:
    """How a spec satisfies it; empty for rules of packages that do not say."""
    return rule.satisfy or ("Nothing to write: kgen fills it in." if rule.fills else "")


def in_a_manifest(rule: Rule) -> str:
    """How a manifest satisfies it."""
    if rule.manifest or rule.expect is None:
        return rule.manifest
    paths = " and ".join(f"`{path.replace('?', '')}`" for path in rule.paths)
    each = "each " if len(rule.paths) > 1 else ""
    return f"{_place(rule)}{paths} must {each}{rule.expect.must}{_instead(rule)}."


def _instead(rule: Rule) -> str:
    return f" {rule.expect.instead}" if rule.expect and rule.expect.instead else ""


_LISTS = {CONTAINERS[:1]: "container (init containers aside)", CONTAINERS[:2]: "container and init container"}


def _place(rule: Rule) -> str:
    kinds = ", ".join(rule.kinds[:-1]) + (" or " if rule.kinds[1:] else "") + "".join(rule.kinds[-1:])
    if isinstance(rule, ContainerRule):
        where = (
            "container" if rule.of == CONTAINERS else "container and init container" if rule.of[1:] else "container of a service"
        )
        return f"In every {where}{', or its pod' if rule.inherits else ''}: "
    if isinstance(rule, PodRule):
        return f"In the pod{f' of a {kinds}' if kinds else ''}: "
    if isinstance(rule, SetRule) or not kinds:
        return "In every object: " if type(rule) is ObjectRule else "In every workload: "
    return f"In a {kinds}: " if len(rule.kinds) < 5 else "In the object: "
