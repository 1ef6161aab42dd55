"""The registry is asked for the image at each start.

It checks the node's right to the image each time, and a pod never runs what an old tag left on the node. With a digest
this costs one question and no download.
"""

from __future__ import annotations

from kgen.rules import ContainerRule, equals

RULE = ContainerRule(
    severity="error",
    risk="an image that is only on the node is not found",
    path="imagePullPolicy",
    expect=equals("Always"),
    sources=[
        "https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy",
        "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages",
    ],
    asked_by={
        "kube-score": ["container-image-pull-policy"],
        "polaris": ["pullPolicyNotAlways"],
        "checkov": ["CKV_K8S_15"],
        "kubescape": ["C-0075"],
        "kyverno": ["imagepullpolicy-always", "always-pull-images"],
    },
    rows=["A3"],
    practice="Images from private registries that can be relied on",
    satisfy="Nothing to write; kgen fills it in.",
)
