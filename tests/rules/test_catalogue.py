"""Everything that public checkers ask of manifests is asked by a rule, or listed with the reason why not.

`catalogue.json` holds what they ask: the ids of each checker, by the row of the catalogue of practices they belong to.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kgen.rules import Rule, registry
from scripts.docs.rules import unasked

CATALOGUE: dict[str, dict[str, list[str]]] = json.loads((Path(__file__).parent / "catalogue.json").read_text())
RULES = registry().values()
Asked = set[tuple[str, str]]

UNASKED: Asked = {
    (checker, check) for group in unasked() for one in group.rows for checker, ids in one.asked_by.items() for check in ids
}


def asked(row: str) -> Asked:
    return {(checker, check) for checker, ids in CATALOGUE[row].items() for check in ids}


@pytest.mark.parametrize("row", CATALOGUE)
def test_a_row_is_asked_by_rules_or_listed(row: str) -> None:
    of_rules = {(checker, check) for rule in RULES if row in rule.rows for checker, ids in rule.asked_by.items() for check in ids}
    assert asked(row) <= of_rules | UNASKED


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_names_only_checks_of_its_rows(rule: Rule) -> None:
    assert rule.rows
    assert set(rule.rows) <= CATALOGUE.keys()
    of_rows = {one for row in rule.rows for one in asked(row)}
    assert {(checker, check) for checker, ids in rule.asked_by.items() for check in ids} <= of_rows


def test_what_is_listed_is_asked_by_no_rule() -> None:
    of_rules = {(checker, check) for rule in RULES for checker, ids in rule.asked_by.items() for check in ids}
    assert UNASKED & of_rules == set()
    assert {one for row in CATALOGUE for one in asked(row)} >= UNASKED


def test_lists_hold_nothing_twice() -> None:
    for rule in RULES:
        assert all(len(set(ids)) == len(ids) for ids in rule.asked_by.values()), rule.name


def test_every_listed_rule_is_there() -> None:
    for group in unasked():
        for one in group.rows:
            assert one.what
            named = [name for name in re.findall(r"`([a-z-]+)`", one.why) if "-" in name]
            assert set(named) <= registry().keys(), one.what
