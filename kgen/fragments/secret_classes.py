"""What a storage driver fetches from a secret store for the pods of a service."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgen.fragments._secrets import source_of, store_key, synced_keys, wanted_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from kgen.model.container import Secret
    from kgen.model.environment import Environment
    from kgen.model.service import Service

Entry = dict[str, Any]

OBJECTS = {"vault": "objects", "aws": "objects", "azure": "objects", "gcp": "secrets"}
"""The parameter in which each provider is told what to fetch."""


def class_name(service: str, secret: str) -> str:
    """The name of the SecretProviderClass of a secret."""
    return f"{service}-{secret}"


def secret_classes(service: Service, environment: Environment) -> list[Entry]:
    """Each secret with the `name` of its class, the `parameters` of the provider, and the Secret to make besides (`objects`).

    The driver makes that Secret while a pod mounts the files; it is asked for only where variables or a queue need it. Empty
    where secrets come from elsewhere.
    """
    if not service.secrets or not environment.secrets or not environment.secrets.csi:
        return []
    return [_class(service, service.secrets[name], environment) for name in sorted(service.secrets)]


def _class(service: Service, secret: Secret, environment: Environment) -> Entry:
    assert environment.secrets and environment.secrets.csi
    driver = environment.secrets.csi
    given = {name: store_key(value, service, secret.name, environment) for name, value in driver.parameters.items()}
    written = _WRITTEN[driver.provider](source_of(service, secret, environment), wanted_keys(service, secret))
    data = [{"key": key, "objectName": key} for key in synced_keys(service, secret)]
    return {
        "name": class_name(service.name, secret.name),
        "parameters": {**given, OBJECTS[driver.provider]: written},
        "objects": [{"data": data, "secretName": secret.name, "type": "Opaque"}] if data else None,
    }


def _lines(entries: list[Entry]) -> str:
    """A YAML list, each entry in JSON, which is YAML too: no text can break out of its quotes."""
    return "".join(f"- {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def _vault(source: str, keys: list[str]) -> str:
    """https://developer.hashicorp.com/vault/docs/platform/k8s/csi/configurations"""
    return _lines([{"objectName": key, "secretPath": source, "secretKey": key} for key in keys])


def _aws(source: str, keys: list[str]) -> str:
    """https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-examples.html"""
    paths = [{"path": key if key.isidentifier() else json.dumps(key), "objectAlias": key} for key in keys]
    return _lines([{"objectName": source, "objectType": "secretsmanager", "jmesPath": paths}])


def _azure(source: str, keys: list[str]) -> str:
    """https://azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage/"""
    entries = [{"objectName": source.replace("{key}", key), "objectType": "secret", "objectAlias": key} for key in keys]
    return "array:\n" + "".join(f"- |\n  {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def _gcp(source: str, keys: list[str]) -> str:
    """https://github.com/GoogleCloudPlatform/secrets-store-csi-driver-provider-gcp#usage"""
    return _lines([{"resourceName": source.replace("{key}", key), "path": key} for key in keys])


_WRITTEN: dict[str, Callable[[str, list[str]], str]] = {"vault": _vault, "aws": _aws, "azure": _azure, "gcp": _gcp}
