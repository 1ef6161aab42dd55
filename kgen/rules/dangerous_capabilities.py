"""No container adds a capability that amounts to root on the node.

With one of these a process loads kernel modules, reads other processes' memory or takes over the network. Asked apart
from added capabilities, so that a small exemption there never allows one of these.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, unlike

POWERS = (
    r"(?i)^(CAP_)?(ALL|BPF|DAC_READ_SEARCH|MAC_ADMIN|MAC_OVERRIDE|NET_ADMIN|NET_RAW|PERFMON|SETPCAP|SYS_ADMIN|SYS_BOOT|SYS_MODULE|"
    r"SYS_PTRACE|SYS_RAWIO)$"
)
"""Runtimes take them in any case, some with the prefix."""

RULE = ContainerRule(
    severity="error",
    path="securityContext.capabilities.add[]",
    expect=unlike(POWERS, "not be one that amounts to root on the node"),
    sources=["https://man7.org/linux/man-pages/man7/capabilities.7.html"],
    asked_by={
        "polaris": ["dangerousCapabilities"],
        "kubesec": ["CapSysAdmin"],
        "checkov": ["CKV_K8S_39"],
        "trivy": ["KSV-0005", "KSV-0120"],
        "kubescape": ["C-0046"],
    },
    rows=["B11"],
    practice="Least privilege",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
