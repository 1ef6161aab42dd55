"""Exported documents: the API server takes them, their expressions stay in the language of every supported version."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.actions.export import left_out
from kgen.cel import compiled
from kgen.cel.syntax import Node, parse
from kgen.export import Exempted
from kgen.rules import registry
from kgen.verify import schema
from kgen.verify.manifest import check
from tests.export.policies import Manifest, exported, judged, refused
from tests.rules.cases import environment

ENVIRONMENT = environment(
    {"apparmor": True, "selinux": True, "user_namespaces": True, "registries": {"registry.example.com": {}}}
)
RULES = [rule for rule in registry().values() if not left_out(rule, ENVIRONMENT)]
FILES = exported("vap", RULES, ENVIRONMENT)
KYVERNO = exported("kyverno", RULES, ENVIRONMENT)
POLICIES = [one for file in FILES for one in file if one["kind"] == "ValidatingAdmissionPolicy"]

FUNCTIONS = {"dyn", "quantity", "size", "string", "type"}
METHODS = {"asApproximateFloat", "compareTo", "contains", "endsWith", "join", "matches", "size", "split", "startsWith"}
"""What the API server knows since 1.30, and what the CEL runtime of the tests is given."""


def expressions(document: Manifest) -> list[str]:
    """Every expression of a policy."""
    spec = document["spec"]
    keys = ("expression", "messageExpression", "valueExpression")
    lists = ("matchConditions", "validations", "variables", "auditAnnotations")
    return [one[key] for name in lists for one in spec.get(name, ()) for key in keys if key in one]


def nodes(tree: Node) -> list[Node]:
    return [tree, *(inner for part in tree.parts for inner in nodes(part))]


@pytest.mark.parametrize("version", [version for version in schema.versions() if version != "1.29"])
def test_the_api_server_takes_the_documents(version: str) -> None:
    for file in FILES:
        for document in file:
            if document["kind"] != "Kustomization":
                assert check(document, version) == []


def test_expressions_keep_to_what_every_supported_version_knows() -> None:
    found = [inner for policy in POLICIES for text in expressions(policy) for inner in nodes(parse(text))]
    assert {str(one.value) for one in found if one.kind == "call"} <= FUNCTIONS
    assert {str(one.value) for one in found if one.kind == "method"} <= METHODS
    assert not [one for one in found if one.kind in ("maybe", "optMap")]


def test_expressions_give_the_type_that_the_api_server_asks_for() -> None:
    for policy in POLICIES:
        names = frozenset(one["name"] for one in policy["spec"]["variables"])
        known = {"object": None, "oldObject": None, "request": None, "params": None, "variables": names}
        for one in [*policy["spec"]["validations"], *policy["spec"]["matchConditions"]]:
            assert compiled(one["expression"], known).gives == "bool"
        for one in policy["spec"]["validations"]:
            assert compiled(one["messageExpression"], known).gives == "string"
            assert one["message"].isprintable()
        for one in policy["spec"]["auditAnnotations"]:
            assert compiled(one["valueExpression"], known).gives == "string"


def test_variables_come_before_what_uses_them_and_bear_no_reserved_word() -> None:
    for policy in POLICIES:
        seen: set[str] = set()
        for one in policy["spec"]["variables"]:
            compiled(one["expression"], {"object": None, "params": None, "variables": frozenset(seen)})
            assert compiled(one["name"], {one["name"]: None})
            seen.add(one["name"])


def test_what_is_asked_of_an_object_costs_little() -> None:
    """The API server stops an expression at a cost of 1,000,000, and loops are what makes cost grow with the object."""
    for policy in POLICIES:
        for text in expressions(policy):
            assert loops(parse(text)) <= 4, text


def loops(tree: Node) -> int:
    """How deep loops over parts of the object nest; a list of literals, or of the lists of containers, is no such part."""
    inner = max((loops(part) for part in tree.parts), default=0)
    is_loop = tree.kind in ("all", "exists", "exists_one", "filter", "map") and tree.parts[0].kind != "items"
    return inner + is_loop


def pod(**metadata: Any) -> Manifest:
    """A pod of which nothing is said."""
    containers = [{"name": "app", "image": "a:1"}, {"name": "proxy", "image": "a:1"}]
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "a", "namespace": "shop", **metadata},
        "spec": {"containers": containers},
    }


HOST = [registry()["image-digest"]]


def test_only_pods_without_a_controller_are_asked() -> None:
    files = exported("vap", HOST, ENVIRONMENT)
    owner = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "a", "uid": "1"}
    assert refused(files, pod()) == judged(files, pod()) != []
    assert refused(files, pod(ownerReferences=[owner])) == judged(files, pod(ownerReferences=[owner])) != []
    owned = pod(ownerReferences=[{**owner, "controller": True}])
    assert refused(files, owned) == judged(files, owned) == []
    leaving = pod(deletionTimestamp="2026-01-01T00:00:00Z")
    assert refused(files, leaving) == judged(files, leaving) == []


@pytest.mark.parametrize(
    ("exempted", "is_refused"),
    [
        ([], True),
        ([Exempted("shop", "Pod", "a", "image-digest")], False),
        ([Exempted("shop", "Pod", "a", "image-tag")], True),
        ([Exempted("shop", "Pod", "b", "image-digest")], True),
        ([Exempted("shop2", "Pod", "a", "image-digest")], True),
        ([Exempted("shop", "Deployment", "a", "image-digest")], True),
        ([Exempted("shop", "Pod", "a", "image-digest", "app")], True),
        ([Exempted("shop", "Pod", "a", "image-digest", "app"), Exempted("shop", "Pod", "a", "image-digest", "proxy")], False),
    ],
    ids=str,
)
def test_exemptions_count_that_the_parameter_lists(exempted: list[Exempted], is_refused: bool) -> None:
    files = exported("vap", HOST, ENVIRONMENT, exempted)
    assert bool(refused(files, pod())) is is_refused
    assert judged(files, pod()) == refused(files, pod())


def test_what_an_object_says_of_itself_exempts_nobody() -> None:
    files = exported("vap", HOST, ENVIRONMENT)
    annotated = pod(annotations={"kgen.dev/exempt.image-digest": "please"})
    assert refused(files, annotated) == refused(files, pod()) != []


def test_exceptions_of_kyverno_name_objects_and_containers() -> None:
    found = [Exempted("shop", "Pod", "a", "image-digest"), Exempted("shop", "Pod", "b", "image-digest", "app")]
    documents = [one for file in exported("kyverno", HOST, ENVIRONMENT, found) for one in file]
    whole, part = [one["spec"] for one in documents if one["kind"] == "PolicyException"]
    assert whole["matchConditions"][0]["expression"].endswith('in ["shop/Pod/a"]')
    assert part["matchConditions"][0]["expression"].endswith('in ["shop/Pod/b"]')
    assert "allowedValues" not in whole
    assert part["allowedValues"] == ["app"]
    assert whole["policyRefs"] == part["policyRefs"] == [{"kind": "ValidatingPolicy", "name": "kgen-image-digest"}]


def test_debugging_asks_only_the_debug_container() -> None:
    (policy,) = [one for one in POLICIES if one["metadata"]["name"] == "kgen-debug-containers-errors"]
    rules = policy["spec"]["matchConstraints"]["resourceRules"]
    assert [(rule["resources"], rule["operations"]) for rule in rules] == [(["pods/ephemeralcontainers"], ["UPDATE"])]
    variables = {one["name"]: one["expression"] for one in policy["spec"]["variables"]}
    assert variables["containers"] == variables["initContainers"] == "[]"
    assert "ephemeralContainers" in variables["ephemeralContainers"]


def test_the_same_rules_give_the_same_documents() -> None:
    assert exported("vap", list(reversed(RULES)), ENVIRONMENT) != [] and exported("vap", RULES, ENVIRONMENT) == FILES
    assert exported("kyverno", RULES, ENVIRONMENT) == KYVERNO
