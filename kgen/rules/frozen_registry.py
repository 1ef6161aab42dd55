"""No image comes from k8s.gcr.io, which gets no updates any more.

The registry was frozen in April 2023: its images keep every hole found since. Their home is registry.k8s.io.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, unlike

RULE = ContainerRule(
    severity="error",
    path="image",
    expect=unlike(r"^k8s\.gcr\.io/", "come from registry.k8s.io instead of k8s.gcr.io"),
    sources=["https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/"],
    asked_by={"kubescape": ["C-0253"], "kyverno": ["restrict-deprecated-registry"]},
    rows=["A5"],
    practice="Images from private registries that can be relied on",
    satisfy="`image: registry.k8s.io/…`, under the same path.",
)
