"""A program listens on a port above 1023.

Lower ports ask for rights of root on many systems. The Service may offer any number: `port: 80:8080`.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, above

RULE = ContainerRule(
    severity="error",
    path="ports[].containerPort",
    expect=above(1023),
    sources=["https://www.rfc-editor.org/rfc/rfc6335#section-6"],
    asked_by={"kube-linter": ["privileged-ports"], "trivy": ["KSV-0117"]},
    rows=["B31"],
    practice="A dedicated user that is not root",
    satisfy="`port: 80:8080` listens on 8080 and is reached on 80.",
    manifest="In every container: `ports[].containerPort` must be above 1023; a Service maps lower ones to it.",
)
