"""Objects as expressions see them: as the API server would, without nulls, and with the parts that kgen names."""

from __future__ import annotations

from typing import Any

from kgen.rules import CONTAINERS, Manifest, ManifestSet, Subject, child, variables

POD_FIELDS = frozenset(variables())
"""The fields of `variables` for what has pods."""


def without_nulls(value: Any) -> Any:
    """The value without keys that are null, as the API server decodes it; what has none is not copied."""
    if isinstance(value, dict):
        made = {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
        same = len(made) == len(value) and all(inner is value[key] for key, inner in made.items())
        return value if same else made
    if isinstance(value, list):
        items = [without_nulls(inner) for inner in value]
        return value if all(one is other for one, other in zip(items, value, strict=True)) else items
    return value


def _known(around: ManifestSet) -> dict[int, Manifest]:
    return {}


def object_of(subject: Subject) -> Manifest:
    """The object around a subject, without nulls; found out once for all rules."""
    known = subject.set.once(_known)
    key = id(subject.manifest)
    if key not in known:
        known[key] = without_nulls(subject.manifest)
    return known[key]


def pod_variables(subject: Subject) -> dict[str, Any]:
    """What `variables` holds for something that has pods."""
    template: Manifest = without_nulls(subject.template)
    pod = child(template, "spec")
    lists = {name: pod[name] if isinstance(pod.get(name), list) else [] for name in CONTAINERS}
    return {"template": template, "pod": pod, **lists}
