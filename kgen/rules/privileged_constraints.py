"""No security context constraint of OpenShift allows privileged containers.

Whoever may use it has every right of the node; the cluster brings one for those who need that.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, allowed

RULE = ObjectRule(
    severity="error",
    kinds=("SecurityContextConstraints",),
    path="allowPrivilegedContainer",
    expect=allowed(False),
    sources=["https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html"],
    asked_by={"kube-linter": ["scc-deny-privileged-container"]},
    rows=["H13"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
