"""Manifests hold no debugging containers.

Ephemeral containers are added to a running pod by `kubectl debug` and never deployed: they have no limits and no
probes.
"""

from __future__ import annotations

from kgen.rules import PodRule, empty

RULE = PodRule(
    severity="error",
    path="ephemeralContainers",
    expect=empty(),
    sources=["https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/"],
    asked_by={"kyverno": ["block-ephemeral-containers"]},
    rows=["B37"],
    practice="Minimal images, with nothing to change while they run",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
)
