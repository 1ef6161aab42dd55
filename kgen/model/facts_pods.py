"""Pods of the platform, which facts of many kinds name."""

from __future__ import annotations

from kgen.model.base import Model
from kgen.model.types import LabelKey, LabelValue, Name


class Pods(Model):
    """Pods of the platform, by their namespace and labels."""

    namespace: Name
    """Their namespace."""
    pods: dict[LabelKey, LabelValue] = {}
    """Their labels; all pods of the namespace unless given."""
