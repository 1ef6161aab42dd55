"""The name of the ConfigMap whose change restarts nothing."""

from __future__ import annotations


def live_config_name(service: str) -> str:
    """`<service>-config`, whatever it holds."""
    return f"{service}-config"
