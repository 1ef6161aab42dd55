"""A pod does not redirect host names by itself.

Entries in its /etc/hosts send traffic somewhere else than the name says, past every reviewer of DNS.
"""

from __future__ import annotations

from kgen.rules import PodRule, empty

RULE = PodRule(
    severity="error",
    path="hostAliases",
    expect=empty(),
    sources=["https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/"],
    asked_by={"kubesec": ["HostAliases"], "trivy": ["KSV-0007"]},
    rows=["B28"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
