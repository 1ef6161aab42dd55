"""Every port has a name of its own.

Services, probes and people refer to the name; the number may then change without a ripple.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import WITH_RESOURCES, ContainerRule, Fault, Subject, maps


def verify(container: Subject) -> Iterator[Fault]:
    names = [port.get("name") for port in maps(container.value, "ports")]
    for index, name in enumerate(names):
        path = f"ports[{index}].name"
        if name is None:
            yield Fault(path, f"'{path}' is not set; it must be a name, such as 'http'")
        elif names.count(name) > 1:
            yield Fault(path, f"'{path}' is {shown(name)}; it must be a name of its own, another port bears it too")


RULE = ContainerRule(
    severity="warning",
    of=WITH_RESOURCES,
    verify=verify,
    condition=(
        "!has(container.ports) || container.ports.all(p, has(p.name) && "
        "container.ports.exists_one(q, has(q.name) && q.name == p.name))"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/"],
    asked_by={"kyverno": ["require-container-port-names"], "popeye": ["105", "108"], "kube-score": ["container-ports-check"]},
    rows=["F17", "F18"],
)
