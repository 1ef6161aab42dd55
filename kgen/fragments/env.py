"""The environment variables of a container."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kgen.fragments.literal import escaped

if TYPE_CHECKING:
    from kgen.link.graph import ResolvedCall
    from kgen.model.container import EnvVariable, Secret

_POD: dict[str, dict[str, Any]] = {
    "name": {"fieldRef": {"fieldPath": "metadata.name"}},
    "namespace": {"fieldRef": {"fieldPath": "metadata.namespace"}},
    "ip": {"fieldRef": {"fieldPath": "status.podIP"}},
    "node": {"fieldRef": {"fieldPath": "spec.nodeName"}},
    "node-ip": {"fieldRef": {"fieldPath": "status.hostIP"}},
    "service-account": {"fieldRef": {"fieldPath": "spec.serviceAccountName"}},
    "cpu": {"resourceFieldRef": {"resource": "limits.cpu"}},
    "memory": {"resourceFieldRef": {"resource": "limits.memory"}},
}
"""What a pod knows of itself; CPU in whole cores, memory in bytes.

https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
"""


def env(
    variables: Mapping[str, EnvVariable],
    calls: Iterable[ResolvedCall] = (),
    secrets: Mapping[str, Secret] | None = None,
    others: Mapping[str, dict[str, Any]] | None = None,
) -> list[dict[str, Any]] | None:
    """The declared variables, the addresses of calls that ask for one, and the keys of secrets, by name; None if there are none.

    `others` are set unless something else sets them. Raises ValueError for a variable that is set twice.
    """
    found: dict[str, dict[str, Any]] = {}
    for name, variable in variables.items():
        if variable.pod:
            found[name] = {"name": name, "valueFrom": _POD[variable.pod]}
        else:
            found[name] = {"name": name, "value": escaped(variable.value or "")}
    for call in calls:
        if call.env:
            _add(found, call.env, {"value": call.address}, f"the call '{call.name}'")
    for secret, declared in (secrets or {}).items():
        for name, key in declared.env.items():
            _add(found, name, {"valueFrom": {"secretKeyRef": {"key": key, "name": secret}}}, f"the secret '{secret}'")
    if others:
        found = {**{name: {"name": name, **value} for name, value in others.items()}, **found}
    return [found[name] for name in sorted(found)] or None


def _add(found: dict[str, dict[str, Any]], name: str, value: dict[str, Any], by: str) -> None:
    if name in found:
        raise ValueError(f"the variable '{name}' is set by {by} and a second time elsewhere; give one of them another name")
    found[name] = {"name": name, **value}
