"""What is fetched from a secret store, and under which key it lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.model.container import Secret
    from kgen.model.environment import Environment
    from kgen.model.service import Service


def wanted_keys(service: Service, secret: Secret) -> list[str]:
    """The keys of a secret that somebody asks for: files, variables, the service's queue. Empty means all of them."""
    if secret.path and not secret.keys:
        return []
    keys = {*(secret.keys if secret.path else ()), *synced_keys(service, secret)}
    return sorted(keys)


def synced_keys(service: Service, secret: Secret) -> list[str]:
    """The keys that must be in a Secret of the namespace: variables and queues are read from there."""
    queue = service.autoscale.queue if service.autoscale else None
    of_queue = [queue.key] if queue and queue.key and queue.secret == secret.name else []
    return sorted({*secret.env.values(), *of_queue})


def store_key(pattern: str, service: Service, secret: str, environment: Environment) -> str:
    """The pattern with its placeholders filled in."""
    assert environment.namespace
    values = {
        "environment": environment.name,
        "namespace": environment.namespace.name,
        "system": service.system or "",
        "service": service.name,
        "secret": secret,
    }
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern


def source_of(service: Service, secret: Secret, environment: Environment) -> str:
    """Where the store keeps a secret: where its spec says, else where the environment's pattern leads."""
    secrets = environment.secrets
    assert secrets
    fact = secrets.external_secrets or secrets.csi
    assert fact
    return secret.source or store_key(fact.key, service, secret.name, environment)
