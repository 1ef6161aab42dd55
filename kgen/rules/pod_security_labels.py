"""A namespace lets in only pods that keep to the restricted standard.

The API server then refuses what no rule here has seen. The version is pinned: an upgrade of the cluster changes nothing
by itself. An environment that states a weaker `pod_security` is exempted on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child, made

if TYPE_CHECKING:
    from kgen.model.environment import Environment

PREFIX = "pod-security.kubernetes.io/"
MODES = ("audit", "enforce", "warn")
VERSION = "^v1[.][0-9]+$"


def _level(subject: Subject) -> str:
    namespace = subject.environment.namespace
    return namespace.pod_security if namespace else "restricted"


def harden(namespace: Subject) -> None:
    labels = made(namespace.value, "metadata", "labels")
    if labels is None:
        return
    for mode in MODES:
        for key, usual in (
            (f"{PREFIX}{mode}", _level(namespace)),
            (f"{PREFIX}{mode}-version", f"v{namespace.environment.kubernetes}"),
        ):
            if labels.get(key) is None:
                labels[key] = usual


def verify(namespace: Subject) -> Iterator[Fault]:
    labels, level = child(namespace.value, "metadata", "labels"), _level(namespace)
    for mode in MODES:
        key = f"{PREFIX}{mode}"
        found, version = labels.get(key), labels.get(f"{key}-version")
        if found != "restricted":
            reason = f"the environment states pod_security: {level}" if found == level else ""
            yield Fault(f"metadata.labels['{key}']", f"'{key}' is {shown(found)}; it must be 'restricted'", reason=reason)
        if not re.search(VERSION, str(version)):
            where = f"{key}-version"
            yield Fault(f"metadata.labels['{where}']", f"'{where}' is {shown(version)}; it must be a version, such as 'v1.33'")


def condition(*levels: str) -> str:
    """CEL: every mode has one of the levels, and a version."""
    return "has(object.metadata.labels) && " + " && ".join(
        f"'{PREFIX}{mode}' in object.metadata.labels && object.metadata.labels['{PREFIX}{mode}'] in {list(levels)} && "
        f"'{PREFIX}{mode}-version' in object.metadata.labels && "
        f"object.metadata.labels['{PREFIX}{mode}-version'].matches('{VERSION}')"
        for mode in MODES
    )


def spared(environment: Environment) -> str:
    level = environment.namespace.pod_security if environment.namespace else "restricted"
    return "" if level == "restricted" else condition("restricted", level)


RULE = ObjectRule(
    severity="error",
    risk="pods that do not keep to the standard are refused",
    kinds=("Namespace",),
    harden=harden,
    verify=verify,
    condition=condition("restricted"),
    spared=spared,
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-admission/"],
    asked_by={
        "kubescape": [
            "C-0192",
            "C-0193",
            "C-0194",
            "C-0195",
            "C-0196",
            "C-0197",
            "C-0198",
            "C-0199",
            "C-0200",
            "C-0201",
            "C-0202",
            "C-0203",
            "C-0204",
        ],
        "kyverno": [
            "add-psa-labels",
            "add-psa-namespace-reporting",
            "deny-privileged-profile",
            "podsecurity-subrule-baseline",
            "podsecurity-subrule-restricted",
            "podsecurity-subrule-restricted-capabilities",
            "podsecurity-subrule-restricted-seccomp",
        ],
    },
    rows=["H2"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen fills it in.",
    manifest=(
        "In a Namespace: the labels `pod-security.kubernetes.io/enforce`, `audit` and `warn` must be `restricted`, each "
        "with a `-version` such as `v1.33`."
    ),
)
