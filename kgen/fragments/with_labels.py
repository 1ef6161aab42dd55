"""The labels of an object."""

from __future__ import annotations

from collections.abc import Mapping

KEPT = ("app.kubernetes.io/name", "app.kubernetes.io/instance")
"""Labels by which Services, policies and workloads select pods; what bears them with another value is not found."""


def with_labels(own: Mapping[str, str], further: Mapping[str, str], version: str | None = None) -> dict[str, str]:
    """The blueprint's labels, the version if there is one, and the service's further labels on top.

    Raises ValueError where a further label changes one by which the service is selected.
    """
    for key in KEPT:
        if key in further and further[key] != own.get(key):
            raise ValueError(
                f"'{key}' identifies the service as '{own.get(key)}' and cannot be changed by 'labels'; remove it there"
            )
    known = {"app.kubernetes.io/version": version} if version else {}
    return {**own, **known, **further}
