"""What all pods of a namespace may ask for together."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil

from kgen.verify.quantities import parse

_HEADROOM = Fraction(5, 4)
"""Room for pods that are leaving while their successors start, and for a person's debugging."""

_WHOLE = {"cpu": (1, ""), "memory": (1024**3, "Gi")}
"""Amounts are rounded up to whole cores and Gi, so that small changes of a service leave the quota as it is."""


def quota(requests: Mapping[str, str], limits: Mapping[str, str]) -> dict[str, str]:
    """The `hard` limits of a ResourceQuota: what the namespace's pods ask for at most, and a quarter more.

    Both maps hold quantities by resource. What is not in them is not bounded: CPU limits, where a service has none by intent and
    the quota would refuse its pods.
    """
    return {
        f"{which}.{name}": f"{max(1, ceil(parse(amounts[name]) * _HEADROOM / unit))}{suffix}"
        for which, amounts in (("limits", limits), ("requests", requests))
        for name, (unit, suffix) in _WHOLE.items()
        if name in amounts
    }
