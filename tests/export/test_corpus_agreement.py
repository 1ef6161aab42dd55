"""The policies and kgen agree on the whole corpus, as far as the API server would let an object come to the policies."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from kgen.actions.export import left_out
from kgen.export._resources import RESOURCES
from kgen.findings import Finding
from kgen.organisation.matching import group_of
from kgen.rules import TEMPLATES, Rule, child, kind_of, maps, registry, template_of
from kgen.verify.manifest import check
from tests.corpus.reading import Case, cases, context
from tests.export.policies import Manifest, asked, exported, judges, refused

RULE = re.compile(r"\[([a-z0-9-]+)\]$")


@cache
def _policies(facts: str) -> tuple[frozenset[str], list[list[Manifest]], list[Rule]]:
    environment = context(facts).environment
    rules = [rule for rule in registry().values() if not left_out(rule, environment)]
    files = exported("vap", rules, environment)
    return frozenset(rule.name for rule in rules), files, judges(files)


def _comes_to_policies(manifest: Any) -> bool:
    """Whether the API server takes the object, in a version that the policies name.

    What its schema leaves open it asks before policies do: a name, a spec, and a pod's containers.
    """
    kind = kind_of(manifest)
    resource = RESOURCES.get(kind)
    if resource is None or group_of(manifest) != (resource.group, resource.version) or check(manifest, "1.33"):
        return False
    whole = bool(child(manifest, "metadata").get("name")) and (not resource.has_spec or bool(child(manifest, "spec")))
    return whole and (kind not in TEMPLATES or bool(maps(child(template_of(manifest, kind), "spec"), "containers")))


def _rules(messages: list[str]) -> set[str]:
    return {found[1] if (found := RULE.search(message)) else message for message in messages}


def _is_about(finding: Finding, manifest: Manifest) -> bool:
    metadata = manifest["metadata"]
    same = (finding.kind, finding.name, finding.namespace)
    return same == (manifest["kind"], metadata["name"], metadata.get("namespace") or "") and finding.exemption is None


@pytest.mark.parametrize("case", cases(), ids=str)
def test_policies_and_rules_agree(case: Case) -> None:
    names, files, rules = _policies(case.facts)
    known = [(one["kind"], one["metadata"]["name"]) for one in case.manifests if _comes_to_policies(one)]
    for manifest in filter(_comes_to_policies, case.manifests):
        if known.count((manifest["kind"], manifest["metadata"]["name"])) > 1:
            continue
        expected = {one.rule for one in case.findings if one.rule in names and _is_about(one, manifest)}
        assert _rules(asked(rules, manifest)) == expected
        assert _rules(refused(files, manifest)) == expected


def test_most_of_the_corpus_comes_to_policies() -> None:
    assert sum(any(map(_comes_to_policies, case.manifests)) for case in cases()) > 150
