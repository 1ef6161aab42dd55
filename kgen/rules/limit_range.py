"""A limit range says all it can say of containers.

A container that states nothing gets the defaults; one that asks for too much or too little is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject, child, maps

PARTS = ("default", "defaultRequest", "max", "min")


def verify(limits: Subject) -> Iterator[Fault]:
    items = [item for item in maps(child(limits.value, "spec"), "limits") if item.get("type") == "Container"]
    if not any(all(item.get(part) is not None for part in PARTS) for item in items):
        words = "default, defaultRequest, max and min"
        yield Fault("spec.limits", f"'spec.limits' must hold an item of type Container with {words}")


RULE = ObjectRule(
    severity="error",
    kinds=("LimitRange",),
    verify=verify,
    condition=(
        "has(object.spec.limits) && object.spec.limits != null && object.spec.limits.exists(i, i.type == 'Container' && "
        + " && ".join(f"has(i.{key})" for key in PARTS).replace("has(i.default)", "'default' in i")
        + ")"
    ),
    sources=["https://kubernetes.io/docs/concepts/policy/limit-range/"],
    asked_by={"trivy": ["KSV-0039"]},
    rows=["E11"],
    practice="Limits and quotas per namespace",
    satisfy="Nothing to write; kgen writes it so, with each namespace that is `owned`.",
    manifest=(
        "In a LimitRange: one entry of `spec.limits` must have the type `Container`, and `default`, `defaultRequest`, "
        "`max` and `min`."
    ),
)
