"""An empty folder has a limit of size.

A program that fills its scratch folder fills the node's disk otherwise.
"""

from __future__ import annotations

from kgen.rules import PodRule, present

RULE = PodRule(
    severity="error",
    risk="a pod that writes more to the folder is evicted",
    path="volumes[].emptyDir?.sizeLimit",
    expect=present("an amount, such as 256Mi", fill="256Mi"),
    sources=["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
    asked_by={"kyverno": ["add-emptydir-sizelimit"]},
    rows=["E10"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`scratch: {/var/cache/app: 1Gi}`; 256Mi where no size is given.",
)
