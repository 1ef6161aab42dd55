"""Pods run in the SELinux domain of containers, where the nodes have SELinux.

`container_t` is the domain that keeps containers from the node's files and from each other's. The environment has to
state `selinux: true`; clusters that assign labels themselves (OpenShift) do not.
"""

from __future__ import annotations

from kgen.rules import PodRule, one_of

RULE = PodRule(
    severity="error",
    risk="a program that needs files of the node fails",
    when=lambda environment: environment.selinux,
    path="securityContext.seLinuxOptions.type",
    expect=one_of("container_t", "container_init_t", "container_kvm_t", "container_engine_t", fill="container_t"),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container",
    ],
    asked_by={"trivy": ["KSV-0025"], "kyverno": ["disallow-selinux"], "PSS": ["seLinuxOptions"], "kubescape": ["C-0211"]},
    rows=["B14", "B16"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`selinux: true` in the environment; kgen fills in the domain.",
)
