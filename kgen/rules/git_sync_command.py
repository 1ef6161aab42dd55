"""Nobody chooses which program git-sync runs as git.

The variable GITSYNC_GIT makes git-sync run any file of the volume it fills: whoever may push there runs programs in the pod.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, none_of

RULE = ContainerRule(
    severity="error",
    path="env[].name",
    expect=none_of("GITSYNC_GIT"),
    sources=["https://github.com/kubernetes/git-sync#manual"],
    asked_by={"checkov": ["CKV_K8S_159"]},
    rows=["B34"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="`env` without GITSYNC_GIT; an image with the right git instead.",
)
