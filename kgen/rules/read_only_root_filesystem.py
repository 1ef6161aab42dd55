"""The root filesystem of a container is read-only.

An attacker who gets into the process cannot change what runs. A program that writes says where: `scratch:
[/var/cache/app]` gives it an empty folder there; /tmp is one already.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, equals

RULE = ContainerRule(
    severity="error",
    risk="a program that writes outside /tmp and its volumes fails",
    path="securityContext.readOnlyRootFilesystem",
    expect=equals(True),
    sources=[
        "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-score": ["container-security-context-readonlyrootfilesystem"],
        "kube-linter": ["no-read-only-root-fs"],
        "polaris": ["notReadOnlyRootFilesystem"],
        "kubesec": ["ReadOnlyRootFilesystem"],
        "checkov": ["CKV_K8S_22"],
        "trivy": ["KSV-0014"],
        "kubescape": ["C-0017"],
        "kyverno": ["require-ro-rootfs"],
    },
    rows=["B7"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="`scratch: [/var/cache/app]` for each folder the program writes to; /tmp is one already.",
    manifest=(
        "In every container: `securityContext.readOnlyRootFilesystem` must be true, with an `emptyDir` for each folder "
        "the program writes to."
    ),
)
