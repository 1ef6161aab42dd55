"""The name of a host's listener."""

from __future__ import annotations

from hashlib import sha256

_LONGEST = 63


def listener_name(host: str) -> str:
    """The host as a DNS label: `shop.acme.dev` is `shop-acme-dev`; a digest stands for what is too long."""
    name = host.replace("*", "wildcard").replace(".", "-")
    return name if len(name) <= _LONGEST else f"{name[:52].rstrip('-')}-{sha256(host.encode()).hexdigest()[:10]}"
