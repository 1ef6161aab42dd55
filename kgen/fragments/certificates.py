"""The certificates that an issuer has to make for a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments.tls_secrets import tls_secrets

if TYPE_CHECKING:
    from kgen.model.environment import Gateway
    from kgen.model.service import Service


def certificates(service: Service, gateway: Gateway | None) -> list[dict[str, Any]]:
    """Name of the secret and hosts of each; none where the spec names a secret, or the gateway brings its own certificates."""
    if gateway is None or gateway.issuer is None or service.expose is None or service.expose.tls:
        return []
    return tls_secrets(service, gateway) if gateway.api == "ingress" or gateway.own_listeners else []
