"""The labels of a pod."""

from __future__ import annotations

from collections.abc import Mapping

NAME = "app.kubernetes.io/name"
"""The one label by which Services and network policies, also other services' ones, select pods."""


def with_selector(own: Mapping[str, str], selector: Mapping[str, str] | None) -> dict[str, str]:
    """The blueprint's labels with those of the service's own `selector`, so that the workload finds its pods.

    Raises ValueError where the selector gives the pods another service's name.
    """
    if not selector:
        return dict(own)
    if NAME in selector and selector[NAME] != own.get(NAME):
        raise ValueError(
            f"'selector' wants '{NAME}: {selector[NAME]}', but others reach the pods as '{own.get(NAME)}'; use one name"
        )
    return {**own, **selector}
