"""Our manifests of the Online Boutique against the demo's own, leaf by leaf. Skipped where the demo's manifests are absent."""

from __future__ import annotations

import re

import pytest

from tests.examples.leaves import leaves
from tests.examples.manifest_facts import callers, facts
from tests.examples.online_boutique import SERVICES, Key, Manifest, originals, ours, table
from tests.examples.online_boutique_differences import ADDITIONS, CHANGES, MISSING, NARROWER_EGRESS, Change, in_our_words

KINDS = ("Deployment", "Service", "ServiceAccount")


def test_every_object_of_the_demo_is_there_or_replaced() -> None:
    demo = {key for key in originals() if key[0] in KINDS}
    assert demo - ours().keys() == set(MISSING)
    assert ours()["HTTPRoute", "frontend"]["spec"]["rules"][0]["backendRefs"][0]["name"] == "frontend"


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_is_what_the_demo_says(service: str) -> None:
    found = facts(originals()["Deployment", service], originals().get(("Service", service)))
    policies = [manifest for (kind, _), manifest in originals().items() if kind == "NetworkPolicy"]
    entering = callers(policies, service, "app")
    said = dict(table()[service])
    names = said.pop("callers")
    assert found == said
    assert entering == names if names == "anyone" else sorted(entering) == names


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_of_the_demo_is_lost(service: str) -> None:
    assert [path for key in _kept(service) for path, changes in _changes(key).items() if changes == []] == []


def test_every_change_is_needed() -> None:
    keys = [key for service in SERVICES for key in _kept(service)]
    needed = {change.name for key in keys for changes in _changes(key).values() for change in changes or ()}
    assert needed == {change.name for change in CHANGES}


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_added_has_a_name(service: str) -> None:
    added = [path for key in _kept(service) for path in _added(key)]
    assert [path for path in added if not any(re.fullmatch(addition.paths, path) for addition in ADDITIONS)] == []


def test_every_service_could_reach_everything_and_now_only_what_it_calls() -> None:
    for service in SERVICES:
        theirs = next(
            policy for (kind, _), policy in originals().items() if kind == "NetworkPolicy" and _selects(policy, service)
        )
        assert theirs["spec"]["egress"] == [{}]
        assert all(rule["to"] and rule["ports"] for rule in ours()["NetworkPolicy", service]["spec"]["egress"]), NARROWER_EGRESS


def _selects(policy: Manifest, service: str) -> bool:
    return bool(policy["spec"]["podSelector"].get("matchLabels", {}).get("app") == service)


def _kept(service: str) -> list[Key]:
    """The objects of a service that the demo has and we have too."""
    return [(kind, service) for kind in KINDS if (kind, service) in originals()]


def _added(key: Key) -> list[str]:
    """The leaves that only our object has."""
    demo = {in_our_words(path, key[1]) for path in leaves(originals()[key])}
    return [f"{key[0]} {path}" for path in leaves(ours()[key]) if path not in demo]


def _changes(key: Key) -> dict[str, list[Change] | None]:
    """For each leaf of the demo's: None where ours is the same, else the changes that explain it."""
    mine = leaves(ours()[key])
    found: dict[str, list[Change] | None] = {}
    for original, value in leaves(originals()[key]).items():
        path = in_our_words(original, key[1])
        same = mine.get(path) == value and path in mine
        found[f"{key[0]} {original}"] = (
            None if same else [c for c in CHANGES if _explains(c, f"{key[0]} {path}") and c.holds(value, mine, path)]
        )
    return found


def _explains(change: Change, path: str) -> bool:
    return re.fullmatch(change.paths, path) is not None
