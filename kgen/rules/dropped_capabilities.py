"""Containers drop all capabilities of root.

What a process may not do, an attacker in it may not do. NET_RAW stands beside ALL because some checkers look for the
word: with it one can forge packets.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, contains

RULE = ContainerRule(
    severity="error",
    risk="a program that changes owners or users, or opens ports below 1024, may fail",
    path="securityContext.capabilities.drop",
    expect=contains("ALL", "NET_RAW"),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://man7.org/linux/man-pages/man7/capabilities.7.html",
    ],
    asked_by={
        "polaris": ["insecureCapabilities"],
        "kubesec": ["CapDropAll", "CapDropAny"],
        "checkov": ["CKV_K8S_37", "CKV_K8S_28"],
        "trivy": ["KSV-0003", "KSV-0004", "KSV-0106", "KSV-0119"],
        "kyverno": ["drop-all-capabilities", "disallow-capabilities-strict", "add-capabilities", "drop-cap-net-raw"],
        "PSS": ["capabilities_restricted"],
        "kube-linter": ["drop-net-raw-capability"],
    },
    rows=["B8", "B9"],
    practice="Least privilege",
    satisfy="Nothing to write; kgen fills it in.",
)
