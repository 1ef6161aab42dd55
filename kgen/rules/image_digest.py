"""An image is pinned by its digest.

A tag can be moved to another program by whoever may push to the registry; a digest names exactly the bytes that were
tested. A project that pins nothing yet exempts this rule in kgen.yaml, visibly and with an end date.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, matching

RULE = ContainerRule(
    severity="warning",
    path="image",
    expect=matching(r"@sha256:[0-9a-f]{64}$", "end with a digest, such as cart:1.4.2@sha256:… with 64 hexadecimal digits"),
    sources=[
        "https://kubernetes.io/docs/concepts/containers/images/#image-names",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "checkov": ["CKV_K8S_43"],
        "kubescape": ["C-0306"],
        "kyverno": ["require-image-checksum", "resolve-image-to-digest"],
    },
    rows=["A2"],
    practice="Versioned images, so that every release can be repeated",
    satisfy="`image: registry.acme.dev/shop/cart:1.4.2@sha256:…`; `crane digest IMAGE` or your registry tells it.",
)
