"""What rules say of themselves: on the screen, as data, and to those who follow their advice."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.model.service import Service
from kgen.rules import ObjectRule, Rule, above, named, registry
from kgen.rules._words import OTHERS, in_a_manifest, in_a_spec, satisfied, topic
from kgen.screens.rules import listing_json, rule

SCHEMAS = Path(__file__).parents[2] / "schemas"
RULES = list(registry().values())
ids = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@pytest.mark.parametrize("name", ["image-digest", "security-context", "network-policy"])
def test_a_rule_on_the_screen(name: str) -> None:
    expected = Path(__file__).parent / "shown" / f"{name}.txt"
    assert rule(registry()[name]) == expected.read_text(encoding="utf-8")


@ids
def test_rules_say_how_to_satisfy_them(rule: Rule) -> None:
    assert rule.practice
    assert topic(rule) != OTHERS
    for text in (in_a_spec(rule), in_a_manifest(rule)):
        assert text.endswith(".")
        assert "  " not in text
        assert text.count("`") % 2 == 0
    assert satisfied(rule)[0].startswith("With kgen: ")


def advice() -> list[tuple[str, str]]:
    """The pieces of YAML that rules tell people to write."""
    found = [(rule.name, code) for rule in RULES for code in re.findall(r"`([a-z_]+: [^`]+)`", in_a_spec(rule))]
    return [(name, code) for name, code in found if "…" not in code and code != "DB_CREDENTIALS_DIR: /run/secrets/payments-db"]


@pytest.mark.parametrize(("name", "code"), advice())
def test_the_advice_can_be_written(name: str, code: str) -> None:
    written: dict[str, Any] = yaml.safe_load(code)
    (key,) = written
    spec = {"name": "cart", "image": "registry.acme.dev/shop/cart:1.4.2", **written}
    is_fact = key in Environment.model_fields.keys() - Service.model_fields.keys()
    environment = written if is_fact else {"namespace": "shop"}
    project = {"environments": {"production": environment}} if is_fact or key not in Project.model_fields else written
    assert _errors("project", project) == []
    if not is_fact and key not in Project.model_fields:
        assert _errors("service", spec) == []


def _errors(schema: str, data: Any) -> list[str]:
    validator = jsonschema_rs.validator_for((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    return [error.message for error in validator.iter_errors(data)]


def test_data_holds_all_that_the_screen_shows() -> None:
    found = {one["name"]: one for one in json.loads(listing_json(RULES))}
    assert len(found) == len(RULES)
    one = found["security-context"]
    assert (one["fills"], one["through"], one["satisfiable"]) == (False, ["non-root-user", "seccomp-profile"], True)
    assert (one["scope"], one["topic"], one["severity"]) == ("pod", "Pods and containers", "error")
    assert {"title", "text", "kinds", "risk", "spec", "manifest", "practice", "sources", "asked_by", "cel"} <= one.keys()


def test_a_rule_of_a_package_need_not_say_much() -> None:
    class Module:
        """Nothing is small."""

        RULE = ObjectRule(severity="info", path="spec.size", expect=above(3), sources=[])

    bare = named("no-small", Module)
    assert topic(bare) == OTHERS
    assert rule(bare) == (
        "no-small (info)\n\nNothing is small.\n\n\nkgen verifies it.\n\n"
        "To satisfy it\n  In every object: `spec.size` must be above 3.\n\n"
        "As a condition of a cluster (CEL)\n  has(object.spec) && has(object.spec.size) && object.spec.size > 3\n\n"
        "To exempt it, in a spec, in kgen.yaml or in one of its environments\n"
        "  exemptions:\n    no-small: {reason: why it does not hold here, owner: payments, until: 2027-03-01}\n"
    )
