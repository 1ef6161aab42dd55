"""No container adds capabilities.

Each one is a piece of root's power. A program that needs a port below 1024 listens on a higher one instead: the Service
still offers the low one.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, empty

RULE = ContainerRule(
    severity="error",
    path="securityContext.capabilities.add",
    expect=empty(),
    sources=[
        "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
        "https://man7.org/linux/man-pages/man7/capabilities.7.html",
    ],
    asked_by={
        "checkov": ["CKV_K8S_25"],
        "trivy": ["KSV-0022"],
        "kyverno": ["disallow-capabilities", "psp-restrict-adding-capabilities", "service-mesh-disallow-capabilities"],
        "PSS": ["capabilities_baseline"],
    },
    rows=["B10"],
    practice="Least privilege",
    satisfy=(
        "Nothing to write; no field of a spec leads there, only a patch does. `ports` above 1023 need no capability, and "
        "`80:8080` still offers the low one."
    ),
)
