"""Services and Ingresses name the port they send to.

A name stays right when the program listens elsewhere tomorrow; a number has to be changed in every place at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child, maps, needed


def verify(owner: Subject) -> Iterator[Fault]:
    spec = child(owner.value, "spec")
    for index, port in enumerate(maps(spec, "ports") if owner.kind == "Service" and spec.get("selector") else ()):
        if not isinstance(port.get("targetPort"), str):
            path = f"spec.ports[{index}].targetPort"
            state = "is not set" if port.get("targetPort") is None else f"is {shown(port['targetPort'])}"
            yield Fault(path, f"'{path}' {state}; it must be the name of a port of the pods")
    for index, rule in enumerate(maps(spec, "rules") if owner.kind == "Ingress" else ()):
        for place, one in enumerate(maps(child(rule, "http"), "paths")):
            port = child(one, "backend", "service", "port")
            if port.get("number") is not None:
                path = f"spec.rules[{index}].http.paths[{place}].backend.service.port.number"
                yield Fault(path, f"'{path}' is {shown(port['number'])}; leave it out and give the port's 'name'")


RULE = ObjectRule(
    severity="info",
    kinds=("Service", "Ingress"),
    verify=verify,
    sure={
        "spec.ports[].targetPort": needed(lambda target: isinstance(target, str)),
        "spec.rules": lambda rules: False,
    },
    condition=(
        "(object.kind != 'Service' || !has(object.spec.selector) || size(object.spec.selector) == 0 || "
        "!has(object.spec.ports) || object.spec.ports.all(p, has(p.targetPort) && type(p.targetPort) == string)) && "
        "(object.kind != 'Ingress' || !has(object.spec.rules) || object.spec.rules.all(r, !has(r.http) || r.http.paths.all(p, "
        "!has(p.backend.service) || !has(p.backend.service.port) || !has(p.backend.service.port.number))))"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
    asked_by={"popeye": ["1101", "1102", "1403"]},
    rows=["F17"],
    practice="Manifests are checked before they are applied",
    satisfy="Nothing to write; kgen writes it so.",
    manifest=(
        "In a Service: `targetPort` must be a port's name. In an Ingress: `backend.service.port` must have `name` instead "
        "of `number`."
    ),
)
