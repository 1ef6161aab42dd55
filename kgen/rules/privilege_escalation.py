"""A process cannot get more rights than it was started with.

It sets no_new_privs: a set-uid program in the image, sudo among them, gives an attacker nothing.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, Subject, child, equals, made, texts


def harden(container: Subject) -> None:
    context = child(container.value, "securityContext")
    # The API server refuses the two together: such a container has all rights already.
    if context.get("privileged") is True or "CAP_SYS_ADMIN" in texts(child(context, "capabilities"), "add"):
        return
    made_context = made(container.value, "securityContext")
    if made_context is not None and made_context.get("allowPrivilegeEscalation") is None:
        made_context["allowPrivilegeEscalation"] = False


RULE = ContainerRule(
    severity="error",
    risk="set-uid programs, such as sudo and ping, fail",
    path="securityContext.allowPrivilegeEscalation",
    expect=equals(False),
    harden=harden,
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://docs.kernel.org/userspace-api/no_new_privs.html",
    ],
    asked_by={
        "kube-linter": ["privilege-escalation-container"],
        "polaris": ["privilegeEscalationAllowed"],
        "kubesec": ["AllowPrivilegeEscalation"],
        "checkov": ["CKV_K8S_20"],
        "trivy": ["KSV-0001"],
        "kubescape": ["C-0016"],
        "kyverno": ["disallow-privilege-escalation"],
        "PSS": ["allowPrivilegeEscalation"],
    },
    rows=["B2"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen fills it in.",
)
