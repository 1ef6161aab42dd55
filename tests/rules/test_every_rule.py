"""What holds for every rule, whatever it is about."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.hardening.harden import harden
from kgen.hardening.verify import verify
from kgen.rules import Context, Rule, registry
from tests.effort import tries
from tests.rules.cases import environment, load_all

HERE = Path(__file__).parent
RULES = list(registry().values())
FACTS = {
    "apparmor": True,
    "selinux": True,
    "user_namespaces": True,
    "priority_class": "standard",
    "dns": {"ndots": 2},
    "registries": {"registry.acme.dev": {"pull_secret": "acme"}},
}
ids = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def bare() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((HERE / "bare.yaml").read_text()))


def written(manifests: list[dict[str, Any]]) -> str:
    return json.dumps(manifests, sort_keys=True)


def hardened(manifests: list[dict[str, Any]], rules: list[Rule]) -> list[dict[str, Any]]:
    harden(manifests, Context(environment(FACTS), rules=tuple(rules)))
    return manifests


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fills], ids=lambda rule: rule.name)
def test_hardening_a_bare_manifest_makes_it_verify(rule: Rule) -> None:
    context = Context(environment(FACTS), rules=(rule,))
    found = [finding for finding in verify(bare(), context) if not finding.exemption]
    left = [finding for finding in verify(hardened(bare(), [rule]), context) if not finding.exemption]
    assert (bool(found), left) == (True, [])


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.through], ids=lambda rule: rule.name)
def test_what_other_rules_fill_makes_it_verify(rule: Rule) -> None:
    context = Context(environment(FACTS), rules=(rule,))
    found = [finding for finding in verify(bare(), context) if not finding.exemption]
    for name in rule.through:
        left = verify(hardened(bare(), [registry()[name]]), context)
        assert (bool(found), left) == (True, [])


@ids
def test_a_rule_twice_is_as_once(rule: Rule) -> None:
    once = hardened(bare(), [rule])
    assert written(hardened(deepcopy(once), [rule])) == written(once)


def test_all_rules_twice_are_as_once() -> None:
    once = hardened(bare(), RULES)
    assert written(hardened(deepcopy(once), RULES)) == written(once)


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rules_changes_nothing(seed: int) -> None:
    shuffled = random.Random(seed).sample(RULES, len(RULES)) if seed else RULES[::-1]
    for manifests in (bare, lambda: [manifest for case in load_all() for manifest in case.manifests]):
        assert written(hardened(manifests(), shuffled)) == written(hardened(manifests(), RULES))


def test_the_order_of_rules_changes_no_finding() -> None:
    context = environment(FACTS)
    assert verify(bare(), Context(context, rules=tuple(RULES[::-1]))) == verify(bare(), Context(context, rules=tuple(RULES)))


@pytest.mark.parametrize("case", load_all(), ids=str)
def test_hardening_overwrites_nothing(case: Any) -> None:
    assert_kept(case.manifests, hardened(case.manifests, RULES))


def assert_kept(before: Any, after: Any) -> None:
    if isinstance(before, dict):
        for key, value in before.items():
            if value is not None:
                assert_kept(value, after[key])
    elif isinstance(before, list):
        for one, other in zip(before, after, strict=False):
            assert_kept(one, other)
        assert len(after) >= len(before)
    else:
        assert after == before


STRANGE: st.SearchStrategy[Any] = st.sampled_from([None, "", "x", 0, -1, True, [], [None], ["x"], [[]], {}, {"x": None}, 1.5])


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(deep for key, value in items for deep in places(value, (*path, key)))]


MANIFESTS = [*bare(), *hardened(bare(), RULES), *(manifest for case in load_all() for manifest in case.manifests)]


@pytest.mark.fuzz
@settings(max_examples=tries(250))
@given(st.data())
def test_strange_shapes_are_left_to_the_schema(data: st.DataObject) -> None:
    manifests = deepcopy(data.draw(st.lists(st.sampled_from(MANIFESTS), min_size=1, max_size=3)))
    path = data.draw(st.sampled_from(places(manifests)[1:]))
    node: Any = manifests
    for key in path[:-1]:
        node = node[key]
    if len(path) > 1:
        node[path[-1]] = data.draw(STRANGE)
    context = Context(environment(FACTS), today=date(2026, 1, 1))
    verify(manifests, context)
    harden(manifests, context)
    harden_again = deepcopy(manifests)
    harden(harden_again, context)
    assert written(harden_again) == written(manifests)


@ids
def test_docs_say_what_and_why(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert len(rule.title) <= 120
    assert len(rule.text) > 20
    assert rule.sources
    assert all(source.startswith("https://") for source in rule.sources)


@ids
def test_names_are_plain_words(rule: Rule) -> None:
    assert all(part.isalpha() for part in rule.name.split("-"))
    assert len(f"exempt.{rule.name}") <= 63
