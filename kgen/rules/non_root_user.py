"""Containers do not run as root.

Root in a container is root on the node as soon as one wall fails. The kubelet refuses to start an image whose user is
root, or is a name instead of a number, unless `user:` says which number to take.
"""

from __future__ import annotations

from kgen.rules import CONTAINERS, ContainerRule, Subject, child, equals, made, maps

CONTEXT = "securityContext"


def harden(at: Subject) -> None:
    """Fills a pod or a container. One that states user 0 is left to a person: the kubelet would not start it."""
    context = made(at.value, CONTEXT)
    if context is not None and context.get("runAsNonRoot") is None and not _is_root(at):
        context["runAsNonRoot"] = True


def _is_root(at: Subject) -> bool:
    user = child(at.value, CONTEXT).get("runAsUser")
    if at.listed:
        return (child(at.pod, CONTEXT).get("runAsUser") if user is None else user) == 0
    users = [child(one, CONTEXT).get("runAsUser") for listed in CONTAINERS for one in maps(at.value, listed)]
    return 0 in (user, *users)


RULE = ContainerRule(
    severity="error",
    risk="an image that can only run as root does not start",
    path="securityContext.runAsNonRoot",
    expect=equals(True),
    inherits=True,
    harden=harden,
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-linter": ["run-as-non-root"],
        "polaris": ["runAsRootAllowed"],
        "kubesec": ["RunAsNonRoot"],
        "checkov": ["CKV_K8S_23"],
        "trivy": ["KSV-0012", "KSV-0105"],
        "kubescape": ["C-0013"],
        "kyverno": ["require-run-as-nonroot", "require-run-as-non-root-user", "service-mesh-require-run-as-nonroot"],
        "PSS": ["runAsNonRoot", "runAsUser"],
        "popeye": ["302", "306"],
    },
    rows=["B3", "B6"],
    practice="A dedicated user that is not root",
    satisfy="`user: 20000`, where the image names no number of its own; the program must be readable for it.",
)
