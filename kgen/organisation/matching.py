"""Which objects an admission policy is about (https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.load import Document
from kgen.problems import Path, Problem
from kgen.rules import Manifest, child, maps, namespace_of, selected, texts

_CREATING = frozenset({"*", "CREATE", "UPDATE"})
NAMESPACE_NAME = "kubernetes.io/metadata.name"
"""The label that every namespace has: of a namespace's labels it is the only one that manifests tell."""


def plural(kind: str) -> str:
    """The resource of a kind: the plural that Kubernetes' own kinds and well-made custom ones have."""
    lower = kind.lower()
    if lower == "endpoints":
        return lower
    if lower.endswith("s"):
        return f"{lower}es"
    return f"{lower[:-1]}ies" if lower.endswith("y") and lower[-2:-1] not in "aeiou" else f"{lower}s"


def group_of(manifest: Manifest) -> tuple[str, str]:
    """The API group and version of an object; the group of the core is empty."""
    group, _, version = str(manifest.get("apiVersion") or "").rpartition("/")
    return group, version


def matches(constraints: Any, manifest: Manifest) -> bool:
    """Whether `matchConstraints`, or the `matchResources` of a binding, mean an object that is created.

    Of a namespace's labels only its name is known; a selector that asks for others is taken to select it.
    """
    if not isinstance(constraints, dict):
        return True
    included = maps(constraints, "resourceRules")
    if included and not any(_means(rule, manifest) for rule in included):
        return False
    if any(_means(rule, manifest) for rule in maps(constraints, "excludeResourceRules")):
        return False
    labels = child(manifest, "metadata", "labels")
    if "objectSelector" in constraints and not selected(constraints["objectSelector"], labels):
        return False
    return _in_namespace(constraints.get("namespaceSelector"), manifest)


def _means(rule: Manifest, manifest: Manifest) -> bool:
    group, version = group_of(manifest)
    names = texts(rule, "resourceNames")
    if names and child(manifest, "metadata").get("name") not in names:
        return False
    wanted = (("apiGroups", group), ("apiVersions", version), ("resources", plural(str(manifest.get("kind")))))
    every = [*texts(rule, "operations")]
    return bool(_CREATING & set(every)) and all({"*", "*/*", value} & set(texts(rule, key)) for key, value in wanted)


def _in_namespace(selector: Any, manifest: Manifest) -> bool:
    namespace = namespace_of(manifest)
    if not isinstance(selector, dict) or not namespace:
        return True
    known = {
        "matchLabels": {key: value for key, value in child(selector, "matchLabels").items() if key == NAMESPACE_NAME},
        "matchExpressions": [one for one in maps(selector, "matchExpressions") if one.get("key") == NAMESPACE_NAME],
    }
    return selected(known, {NAMESPACE_NAME: namespace})


def matching_problems(policy: Document) -> Iterator[Problem]:
    """What in the constraints of a policy no manifest can ever match."""
    path: Path = ("spec", "matchConstraints", "resourceRules")
    rules = maps(child(policy.data, "spec", "matchConstraints"), "resourceRules")
    if not rules:
        yield policy.problem(path, "this policy matches no objects; it must name resources", "rule-kind")
    if not maps(child(policy.data, "spec"), "validations"):
        yield policy.problem(("spec", "validations"), "this policy asks nothing; it must have validations", "rule-kind")
    for index, rule in enumerate(rules):
        if not _CREATING & set(texts(rule, "operations")):
            message = "these operations meet no manifest; 'CREATE' or 'UPDATE' must be among them"
            yield policy.problem((*path, index, "operations"), message, "rule-kind")
        elif all("/" in resource and resource != "*/*" for resource in texts(rule, "resources")):
            message = "subresources meet no manifest; a resource, such as 'pods', must be among them"
            yield policy.problem((*path, index, "resources"), message, "rule-kind")
