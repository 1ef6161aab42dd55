"""A duration as Kubernetes prints it."""

from __future__ import annotations


def duration(seconds: int) -> str:
    """`1h0m0s`, `5m0s` or `30s`: what the cluster answers, whatever it was given (https://pkg.go.dev/time#Duration.String)."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}h{minutes}m{rest}s"
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"
