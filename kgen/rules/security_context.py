"""A pod and each of its containers state how they run.

Where nothing is stated, what the image and the runtime happen to do counts: often root, with every system call. The rules of
the single fields fill this in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import CONTAINERS, Fault, Manifest, PodRule, Subject, maps, needed


def verify(pod: Subject) -> Iterator[Fault]:
    if not _states(pod.value):
        yield _missing("securityContext")
    for listed in CONTAINERS:
        for index, container in enumerate(maps(pod.value, listed)):
            if not _states(container):
                yield _missing(f"{listed}[{index}].securityContext")


def _states(owner: Manifest) -> bool:
    return _is_stated(owner.get("securityContext"))


def _is_stated(context: Any) -> bool:
    return isinstance(context, dict) and any(value is not None for value in context.values())


def _missing(path: str) -> Fault:
    return Fault(path, f"'{path}' is not set; it must state how the program runs, such as 'runAsNonRoot: true'")


def _stated(at: str) -> str:
    return f"has({at}.securityContext) && size({at}.securityContext) > 0"


RULE = PodRule(
    severity="error",
    verify=verify,
    sure={"securityContext": needed(_is_stated), **{f"{listed}[].securityContext": needed(_is_stated) for listed in CONTAINERS}},
    condition=(
        f"{_stated('variables.pod')} && [variables.containers, variables.initContainers, variables.ephemeralContainers]"
        f".all(l, l.all(c, {_stated('c')}))"
    ),
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    asked_by={
        "checkov": ["CKV_K8S_29", "CKV_K8S_30"],
        "trivy": ["KSV-0118"],
        "kubescape": ["C-0211"],
        "kyverno": ["add-default-securitycontext", "apply-pss-restricted-profile"],
    },
    rows=["B16"],
    through=("non-root-user", "seccomp-profile"),
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In the pod and in every container: `securityContext` must be set and hold something.",
)
