"""What an operator fetches from a secret store for a service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments._secrets import source_of, wanted_keys

if TYPE_CHECKING:
    from kgen.model.container import Secret
    from kgen.model.environment import Environment
    from kgen.model.service import Service

_STATED = {"conversionStrategy": "Default", "decodingStrategy": "None", "metadataPolicy": "None"}
"""Defaults of the API, written out: tools that compare with the cluster see no difference
(https://external-secrets.io/latest/api/spec/#external-secrets.io/v1.ExternalSecretDataRemoteRef)."""


def external_secrets(service: Service, environment: Environment) -> list[dict[str, Any]]:
    """Each secret with its `name` and what of it is fetched: its `data` key by key, or all of it `from` one entry.

    Empty where secrets come from elsewhere.
    """
    if not service.secrets or not environment.secrets or not environment.secrets.external_secrets:
        return []
    return [_fetched(service, service.secrets[name], environment) for name in sorted(service.secrets)]


def _fetched(service: Service, secret: Secret, environment: Environment) -> dict[str, Any]:
    entry = remote(source_of(service, secret, environment))
    keys = wanted_keys(service, secret)
    data = [{"remoteRef": {**entry, "property": key}, "secretKey": key} for key in keys] or None
    return {"name": secret.name, "data": data, "from": None if keys else [{"extract": entry}]}


def remote(key: str) -> dict[str, str]:
    """An entry of the store."""
    return {"key": key, **_STATED}
