"""Nodes that are kept apart, and what runs on them."""

from __future__ import annotations

from typing import Annotated

from kgen.model.base import Model, Named
from kgen.model.checks import matches
from kgen.model.types import LabelKey, LabelValue, Name, ObjectName

Taint = Annotated[
    str,
    matches(
        r"([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"
        r"(=([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?)?:(NoSchedule|PreferNoSchedule|NoExecute)",
        "taint",
        "a taint, such as pool=sensitive:NoSchedule",
        330,
    ),
]
"""`key=value:Effect`, as kubectl writes it (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/)."""


class NodePool(Named):
    """Nodes of one kind, by their labels; a taint keeps all others away from them."""

    labels: dict[LabelKey, LabelValue]
    """The labels that all its nodes bear, and no others."""
    taint: Taint | None = None
    """The taint of its nodes, such as `pool=gpu:NoSchedule`; none unless given."""


class Sensitive(Model):
    """What keeps sensitive services from the others."""

    node_pool: Name | None = None
    """The node pool that they have for themselves."""
    runtime: ObjectName | None = None
    """The runtime class that keeps them from their node's kernel, such as gvisor or kata."""
