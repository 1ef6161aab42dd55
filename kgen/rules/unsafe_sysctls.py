"""A pod sets no kernel setting that others on the node feel.

Only the settings that Kubernetes calls safe belong to one pod alone; others can turn off walls of the node.
"""

from __future__ import annotations

from kgen.rules import PodRule, matching

SAFE = (
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ping_group_range",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.tcp_wmem",
)


RULE = PodRule(
    severity="error",
    path="securityContext.sysctls[].name",
    expect=matching(rf"^({'|'.join(SAFE)})$", "be one that Kubernetes calls safe, such as net.ipv4.tcp_syncookies"),
    sources=[
        "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    ],
    asked_by={
        "kube-linter": ["unsafe-sysctls"],
        "trivy": ["KSV-0026"],
        "kyverno": ["restrict-sysctls", "prevent-cr8escape"],
        "PSS": ["sysctls"],
    },
    rows=["B18"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
