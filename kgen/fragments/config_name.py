"""The name of a service's ConfigMap."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from kgen.fragments.config_data import config_data

if TYPE_CHECKING:
    from kgen.model.service import Service


def config_name(service: Service) -> str:
    """`<service>-config-<digest of the content>`: a change makes another ConfigMap, so it restarts pods and can be undone.

    https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
    """
    digest = sha256()
    for key, text in sorted(config_data(service.config).items()):
        for part in (key.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return f"{service.name}-config-{digest.hexdigest()[:10]}"
