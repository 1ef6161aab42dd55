"""A quota bounds CPU and memory, reserved and at most.

What it does not name is without bounds. A namespace in which services go without a CPU limit has none in its quota
either: that is exempted on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject, child

KEYS = {"limits.cpu": "", "limits.memory": "", "requests.cpu": "cpu", "requests.memory": "memory"}
"""What is bounded, and by which other name it may be (https://kubernetes.io/docs/concepts/policy/resource-quotas/)."""


def verify(quota: Subject) -> Iterator[Fault]:
    hard = child(quota.value, "spec", "hard")
    for key, short in KEYS.items():
        if hard.get(key) is None and hard.get(short) is None:
            reason = "services go without a CPU limit" if key == "limits.cpu" and hard else ""
            yield Fault("spec.hard", f"'spec.hard' lacks '{key}'; add it", reason=reason)


def _bounded(key: str) -> str:
    names = [name for name in (key, KEYS[key]) if name]
    return "(" + " || ".join(f"'{name}' in object.spec.hard" for name in names) + ")"


RULE = ObjectRule(
    severity="error",
    kinds=("ResourceQuota",),
    verify=verify,
    condition="has(object.spec.hard) && " + " && ".join(map(_bounded, KEYS)),
    spared="has(object.spec.hard) && " + " && ".join(_bounded(key) for key in KEYS if key != "limits.cpu"),
    sources=["https://kubernetes.io/docs/concepts/policy/resource-quotas/"],
    asked_by={"trivy": ["KSV-0040"]},
    rows=["E12"],
    practice="Limits and quotas per namespace",
    satisfy="Nothing to write; kgen writes it so, with each namespace that is `owned`.",
    manifest="In a ResourceQuota: `spec.hard` must hold `requests.cpu`, `requests.memory`, `limits.cpu` and `limits.memory`.",
)
