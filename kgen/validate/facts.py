"""What the facts of environments must fulfil beyond their types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from kgen.model.environment import Environment, Gateway
from kgen.model.project import Project
from kgen.problems import Origin, Path, Problem
from kgen.validate.facts_monitoring import watching
from kgen.validate.facts_nodes import nodes
from kgen.validate.messages import shortened
from kgen.validate.secrets import secrets_problems

PLACEHOLDERS = ("system", "service", "environment")
"""What a namespace's pattern may be made from."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")

_LONGEST_NAME = 200
"""Characters of a pattern; what it makes must be a DNS label."""

_LONGEST_PATH = 500
"""Characters of a folder's or pattern's path."""

_LONGEST_FILE = 255
"""Characters of a file's name (NAME_MAX of Linux)."""

_MOST = 10
"""Placeholders that are spoken of; more would help nobody."""

REFUSED = ("default", "kube-system", "kube-public", "kube-node-lease")
"""Namespaces that no service may live in (CIS Kubernetes benchmark 5.7.4)."""

USER_NAMESPACES = "1.33"
"""The first version in which pods may have user ids of their own without a feature gate
(https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/)."""


def facts_problems(project: Project, origin: Origin) -> Iterator[Problem]:
    """Every problem of facts that contradict each other or lack one another."""
    for name, environment in project.environments.items():
        path: Path = ("environments", name)
        yield from _namespace(environment, path, origin)
        if environment.gateway:
            yield from _gateway(environment.gateway, (*path, "gateway"), origin)
        yield from watching(environment, path, origin)
        yield from nodes(environment, path, origin)
        yield from _version(environment, path, origin)
        yield from _apis(environment, path, origin)
        yield from secrets_problems(environment, path, origin)
    out = PurePosixPath(project.out)
    if out.is_absolute() or ".." in out.parts or not out.parts or _is_long(out):
        message = "'out' must be a folder below the project"
        yield origin.problem(("out",), message, "out-path", hint="another place can be named with -o")
    for index, pattern in enumerate(project.specs):
        yield from _pattern(pattern, ("specs", index), origin)


def _is_long(path: PurePosixPath) -> bool:
    return len(str(path)) > _LONGEST_PATH or any(len(part) > _LONGEST_FILE for part in path.parts)


def _pattern(pattern: str, path: Path, origin: Origin) -> Iterator[Problem]:
    parts = PurePosixPath(pattern).parts
    if pattern.startswith("/") or ".." in parts:
        yield origin.problem(path, f"'{shortened(pattern)}' must stay below the project", "path")
    elif not parts or len(pattern) > _LONGEST_PATH:
        yield origin.problem(path, f"'{shortened(pattern)}' is no pattern of files, such as services/*.yaml", "path")
    elif pattern.count("**") > 1 or ("**" in pattern and "**" not in parts):
        message = f"'{shortened(pattern)}': '**' may stand once, alone between slashes"
        yield origin.problem(path, message, "path", hint="such as services/**/*.yaml")


def _namespace(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    if environment.namespace is None:
        yield origin.problem(
            path, f"environment '{environment.name}' needs a 'namespace'", "missing-field", hint='namespace: "{system}"', key=True
        )
        return
    pattern = environment.namespace.name
    at = (*path, "namespace", "name")
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    found = [name for name in _PLACEHOLDER.findall(pattern) if name not in PLACEHOLDERS]
    for name in dict.fromkeys(found[:_MOST]):
        message = f"'{{{shortened(name)}}}' is nothing a namespace can be made from"
        yield origin.problem(at, message, "namespace", hint=f"one of: {known}")
    if pattern in REFUSED:
        yield origin.problem(
            at, f"no service may live in the namespace '{pattern}'", "default-namespace", hint="give it one of its own"
        )
    elif not found and (not _LABEL.fullmatch(_PLACEHOLDER.sub("x", pattern)) or len(pattern) > _LONGEST_NAME):
        hint = f"such as shop, or made from {known}"
        message = f"'{shortened(pattern)}' is not a namespace: use lower-case letters, digits and '-'"
        yield origin.problem(at, message, "name", hint=hint)


def _gateway(gateway: Gateway, path: Path, origin: Origin) -> Iterator[Problem]:
    if gateway.api == "gateway" and not gateway.name:
        yield origin.problem(path, "a Gateway needs the 'name' that routes attach to", "missing-field", key=True)
    if gateway.api == "ingress" and not gateway.ingress_class:
        yield origin.problem(path, "an Ingress needs its 'ingress_class'", "missing-field", key=True)
    if not gateway.namespace and not gateway.cidr:
        message = "'gateway' must say where traffic comes from: the 'namespace' and 'pods' of the gateway, or its 'cidr'"
        yield origin.problem(path, message, "missing-field", key=True)


def _apis(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    """Versions of custom resources whose schemas kgen does not have, though it has others of the same group."""
    from kgen.verify.definitions import custom

    for group, version in environment.apis.items():
        known = sorted({kind.split("/")[1] for kind in custom(group) if "/" in kind})
        if known and version not in known:
            message = f"kgen knows no version '{version}' of '{group}'"
            yield origin.problem((*path, "apis", group), message, "api-version", hint=f"one of: {', '.join(known)}")


def _version(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    from kgen.verify.schema import versions

    known = versions()
    if environment.kubernetes not in known:
        message = f"Kubernetes {environment.kubernetes} is not known to this kgen"
        yield origin.problem((*path, "kubernetes"), message, "kubernetes-version", hint=f"one of: {', '.join(known)}")
    elif environment.user_namespaces and environment.kubernetes < USER_NAMESPACES:
        message = f"'user_namespaces' needs Kubernetes {USER_NAMESPACES}, and this environment runs {environment.kubernetes}"
        yield origin.problem((*path, "user_namespaces"), message, "kubernetes-version")
