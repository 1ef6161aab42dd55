"""The secrets with which the pods of a namespace pull their images, as an operator fetches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgen.fragments.external_secrets import remote

if TYPE_CHECKING:
    from kgen.model.environment import Environment


def pull_external_secrets(environment: Environment) -> list[dict[str, Any]]:
    """Each `pull_secret` of the environment's registries once, by name; empty where secrets come from elsewhere."""
    if not environment.secrets or not environment.secrets.external_secrets or not environment.namespace:
        return []
    pattern, namespace = environment.secrets.external_secrets.pull_key, environment.namespace.name
    names = {registry.pull_secret for registry in environment.registries.values() if registry.pull_secret}
    found = []
    for name in sorted(names):
        key = pattern.replace("{environment}", environment.name).replace("{namespace}", namespace).replace("{secret}", name)
        found.append({"name": name, "data": [{"remoteRef": remote(key), "secretKey": ".dockerconfigjson"}]})
    return found
