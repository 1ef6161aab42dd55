"""A disruption budget lets at least one copy go.

A budget that lets none go stops every drain: nodes are not upgraded, or are ended by force.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, Subject, child
from kgen.rules._scaled import fewest
from kgen.rules._selection import kept

UNKNOWN = 2
"""Copies of what is not in this set, or runs on as many nodes as there are."""


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for budget, workloads in manifests.once(kept):
        spec = child(budget, "spec")
        key = next((key for key in ("maxUnavailable", "minAvailable") if spec.get(key) is not None), "")
        if not key:
            message = "'spec' states neither 'minAvailable' nor 'maxUnavailable'; state one, such as 'maxUnavailable: 25%'"
            yield Fault("spec", message, budget)
            continue
        copies = sum(map(_copies, workloads)) or 1 if workloads else UNKNOWN
        away = _number(spec[key], copies)
        if (away if key == "maxUnavailable" else copies - away) < 1:
            message = f"'spec.{key}' is {shown(spec[key])}; it must let one of {copies} copies go"
            yield Fault(f"spec.{key}", message, budget)


def _copies(workload: Subject) -> int:
    return UNKNOWN if workload.kind == "DaemonSet" else fewest(workload)


def _number(value: Any, copies: int) -> int:
    """Percentages are rounded up for both fields.

    https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
    """
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"([0-9]{1,3})%", str(value))
    return math.ceil(copies * int(match[1]) / 100) if match else 0


RULE = SetRule(
    severity="error",
    kinds=("PodDisruptionBudget",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
    asked_by={
        "kube-score": ["poddisruptionbudget-has-policy"],
        "kube-linter": ["pdb-max-unavailable", "pdb-min-available"],
        "polaris": ["pdbDisruptionsIsZero", "pdbMinAvailableGreaterThanHPAMinReplicas"],
        "kyverno": [
            "pdb-maxunavailable",
            "pdb-maxunavailable-with-deployments",
            "pdb-minavailable-check",
            "deployment-replicas-higher-than-pdb",
            "require-reasonable-pdbs",
            "require-replicas-allow-disruption",
        ],
        "popeye": ["901"],
    },
    rows=["F7", "F8"],
    practice="More than one copy, also while nodes are upgraded",
    satisfy="`replicas: 2` or more.",
    manifest="In a PodDisruptionBudget: `spec.maxUnavailable: 25%`, or a `spec.minAvailable` below the number of copies.",
)
