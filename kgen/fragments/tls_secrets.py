"""The secrets with the certificates of a service's hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments.exposed_hosts import exposed_hosts
from kgen.fragments.tls_secret import tls_secret

if TYPE_CHECKING:
    from kgen.model.environment import Gateway
    from kgen.model.service import Service


def tls_secrets(service: Service, gateway: Gateway | None) -> list[dict[str, Any]]:
    """Name of the secret and hosts of each: the spec's own secret, or those of the environment's pattern."""
    expose = service.expose
    if expose is None or gateway is None:
        return []
    hosts: dict[str, list[str]] = {}
    for host in exposed_hosts(expose):
        hosts.setdefault(expose.tls or tls_secret(gateway.tls_secret, service.name, host), []).append(host)
    return [{"secret": secret, "hosts": names} for secret, names in hosts.items()]
