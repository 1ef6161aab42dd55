"""What happens when it is time for a run and the last one has not ended."""

from __future__ import annotations

_POLICIES = {"allow": "Allow", "forbid": "Forbid", "replace": "Replace"}


def overlap_policy(overlap: str) -> str:
    """The concurrencyPolicy of a CronJob (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy)."""
    return _POLICIES[overlap]
