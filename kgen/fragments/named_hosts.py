"""The calls that leave the cluster for a host that is known by its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCall


def named_hosts(calls: Iterable[ResolvedCall]) -> list[str]:
    """The names of these calls, in their order."""
    return [call.name for call in calls if call.host]
