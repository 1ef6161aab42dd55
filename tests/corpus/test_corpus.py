"""What rules find in the corpus, to the letter; and that CEL finds the same.

Whoever adds or changes a rule runs `python -m tests.corpus`, which writes the `.findings` files anew, and reads what changed.
"""

from __future__ import annotations

import pytest

from kgen.rules import Rule, name_of, namespace_of, registry
from tests.rules.admission import Admission, is_taken

from .listing import listing
from .reading import FOLDER, Case, Manifest, cases

CASES = cases()
each = pytest.mark.parametrize("case", CASES, ids=str)


@each
def test_findings_are_those_that_a_person_reviewed(case: Case) -> None:
    assert listing(case) == case.expected.read_text(encoding="utf-8")


@each
def test_verification_and_cel_agree(case: Case) -> None:
    for manifest in case.manifests:
        if is_taken(manifest) and alone(manifest, case):
            key = (manifest["kind"], namespace_of(manifest), name_of(manifest))
            found = {one.rule for one in case.findings if (one.kind, one.namespace, one.name) == key}
            assert Admission(manifest).disagreements(found, case.context) == []


def alone(manifest: Manifest, case: Case) -> bool:
    """Whether no other object bears its name: findings of both could not be told apart."""
    same = [one for one in case.manifests if name_of(one) == name_of(manifest) and one.get("kind") == manifest["kind"]]
    return len(same) == 1


def test_the_corpus_is_large_and_says_what_it_holds() -> None:
    assert len(CASES) >= 300
    assert [str(case) for case in CASES if not case.about.startswith("# ")] == []
    assert {path.with_suffix(".yaml") for path in FOLDER.glob("*/*.findings")} == {case.path for case in CASES}


@pytest.mark.parametrize("rule", registry().values(), ids=lambda rule: rule.name)
def test_every_rule_finds_something_and_lets_something_pass(rule: Rule) -> None:
    counting = [case for case in CASES if any(one.rule == rule.name and not one.exemption for one in case.findings)]
    assert counting
    assert len(counting) < len(CASES)
