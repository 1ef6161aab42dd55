"""What the facts of environments must fulfil beyond their types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgen.model.environment import Environment, Gateway
from kgen.model.project import Project
from kgen.problems import Origin, Path, Problem

PLACEHOLDERS = ("system", "service", "environment")
"""What a namespace's pattern may be made from."""

REFUSED = ("default", "kube-system", "kube-public", "kube-node-lease")
"""Namespaces that no service may live in (CIS Kubernetes benchmark 5.7.4)."""


def facts_problems(project: Project, origin: Origin) -> Iterator[Problem]:
    """Every problem of facts that contradict each other or lack one another."""
    for name, environment in project.environments.items():
        path: Path = ("environments", name)
        yield from _namespace(environment, path, origin)
        if environment.gateway:
            yield from _gateway(environment.gateway, (*path, "gateway"), origin)
        yield from _version(environment, path, origin)
    if project.out.startswith("/") or ".." in project.out.split("/"):
        yield origin.problem(("out",), "'out' must stay below the project", "out-path", hint="another place can be named with -o")


def _namespace(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    if environment.namespace is None:
        yield origin.problem(
            path, f"environment '{environment.name}' needs a 'namespace'", "missing-field", hint='namespace: "{system}"', key=True
        )
        return
    pattern = environment.namespace.name
    at = (*path, "namespace", "name")
    for placeholder in re.findall(r"\{([^{}]*)\}", pattern):
        if placeholder not in PLACEHOLDERS:
            known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
            yield origin.problem(
                at, f"'{{{placeholder}}}' is nothing a namespace can be made from", "namespace", hint=f"one of: {known}"
            )
    if pattern in REFUSED:
        yield origin.problem(
            at, f"no service may live in the namespace '{pattern}'", "default-namespace", hint="give it one of its own"
        )
    elif not re.fullmatch(r"[a-z0-9{]([-a-z0-9{}]*[a-z0-9}])?", pattern) or len(pattern) > 63:
        yield origin.problem(at, f"'{pattern}' is not a namespace: use lower-case letters, digits and '-'", "name")


def _gateway(gateway: Gateway, path: Path, origin: Origin) -> Iterator[Problem]:
    if gateway.api == "gateway" and not gateway.name:
        yield origin.problem(path, "a Gateway needs the 'name' that routes attach to", "missing-field", key=True)
    if gateway.api == "ingress" and not gateway.ingress_class:
        yield origin.problem(path, "an Ingress needs its 'ingress_class'", "missing-field", key=True)
    if not gateway.namespace and not gateway.cidr:
        message = "'gateway' must say where traffic comes from: the 'namespace' and 'pods' of the gateway, or its 'cidr'"
        yield origin.problem(path, message, "missing-field", key=True)


def _version(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    from kgen.verify.schema import versions

    known = versions()
    if environment.kubernetes not in known:
        message = f"Kubernetes {environment.kubernetes} is not known to this kgen"
        yield origin.problem((*path, "kubernetes"), message, "kubernetes-version", hint=f"one of: {', '.join(known)}")
