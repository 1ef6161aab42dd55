"""Every port has a name of its own.

Services, probes and people refer to the name; the number may then change without a ripple.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import WITH_RESOURCES, ContainerRule, Fault, Subject, maps


def harden(container: Subject) -> None:
    """Names a port by what it takes and its number, such as tcp-8080: what it speaks nobody said."""
    if all(port.get("name") is not None for port in maps(container.value, "ports")):
        return
    names = [port.get("name") for listed in WITH_RESOURCES for one in maps(container.pod, listed) for port in maps(one, "ports")]
    for port in maps(container.value, "ports"):
        protocol, number = port.get("protocol", "TCP"), port.get("containerPort")
        name = f"{str(protocol).lower()}-{number}"
        if port.get("name") is None and type(number) is int and name not in names:
            port["name"] = name
            names.append(name)


def verify(container: Subject) -> Iterator[Fault]:
    names = [port.get("name") for port in maps(container.value, "ports")]
    for index, name in enumerate(names):
        path = f"ports[{index}].name"
        if name is None:
            yield Fault(path, f"'{path}' is not set; it must be a name, such as 'http'")
        elif names.count(name) > 1:
            yield Fault(path, f"'{path}' is {shown(name)}; it must be a name of its own, another port bears it too")


def _has_names(ports: Any) -> bool:
    names = [port.get("name") for port in ports if isinstance(port, dict)] if isinstance(ports, list) else []
    return all(name is not None and names.count(name) == 1 for name in names)


RULE = ContainerRule(
    severity="warning",
    of=WITH_RESOURCES,
    harden=harden,
    verify=verify,
    sure={"ports": _has_names},
    condition=(
        "!has(container.ports) || container.ports.all(p, has(p.name) && "
        "container.ports.exists_one(q, has(q.name) && q.name == p.name))"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/"],
    asked_by={"kyverno": ["require-container-port-names"], "popeye": ["105", "108"], "kube-score": ["container-ports-check"]},
    rows=["F17", "F18"],
    practice="Manifests are checked before they are applied",
    satisfy="`ports: {http: 8080, metrics: 9090}`.",
    manifest="In every container and init container: each of `ports` must have a `name` of its own.",
)
