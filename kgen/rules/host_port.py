"""No container takes a port of its node.

Two copies cannot run on one node then, and the port is open around every Service and gateway.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, absent

RULE = ContainerRule(
    severity="error",
    path="ports[].hostPort",
    expect=absent(),
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={
        "polaris": ["hostPortSet"],
        "checkov": ["CKV_K8S_26"],
        "trivy": ["KSV-0024"],
        "kubescape": ["C-0044"],
        "kyverno": ["disallow-host-ports", "disallow-host-ports-range"],
        "PSS": ["hostPorts"],
    },
    rows=["B22"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`expose: shop.example.com` instead.",
)
