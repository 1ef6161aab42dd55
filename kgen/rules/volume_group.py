"""Volumes belong to the group of the pod, not to root.

`fsGroup` makes volumes writable for a program that is not root. It is the group that the pod runs as, unless set.
"""

from __future__ import annotations

from kgen.rules import PodRule, Subject, above, child, made


def harden(pod: Subject) -> None:
    group = child(pod.value, "securityContext").get("runAsGroup")
    context = made(pod.value, "securityContext")
    if context is not None and context.get("fsGroup") is None:
        context["fsGroup"] = group if isinstance(group, int) and group > 10000 else 10001


RULE = PodRule(
    severity="error",
    risk="the files of volumes get another group",
    path="securityContext.fsGroup",
    expect=above(10000),
    harden=harden,
    spare=lambda at: "the cluster assigns user and group ids" if at.environment.assigned_ids else "",
    spared=lambda environment: "true" if environment.assigned_ids else "",
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    asked_by={
        "trivy": ["KSV-0116"],
        "kyverno": ["require-non-root-groups", "psp-check-supplemental-groups"],
        "kubescape": ["C-0211"],
    },
    rows=["B6", "B16"],
    practice="A dedicated user that is not root",
    satisfy="`user: 20000:20000` where the files belong to another group than 10001.",
)
