"""A ConfigMap does not change under running pods.

Pods of one version would see different settings. A ConfigMap with a hash in its name is replaced instead, which rolls
the pods, and the kubelet need not watch it.
"""

from __future__ import annotations

import json

from kgen.rules import ObjectRule, Subject, child, one_of

LABEL = "app.kubernetes.io/component"


REASONS = {
    "dashboard": "a dashboard is read by no pod of the service, and changes in place",
    "live-config": "the program sees its settings change, and needs no restart",
}
"""By the component that a ConfigMap says it is."""


def _meant(config: Subject) -> str:
    return REASONS.get(str(child(config.value, "metadata", "labels").get(LABEL)), "")


RULE = ObjectRule(
    severity="warning",
    kinds=("ConfigMap",),
    path="immutable",
    expect=one_of(True),
    spare=_meant,
    spared=(
        f"has(object.metadata.labels) && '{LABEL}' in object.metadata.labels && "
        f"object.metadata.labels['{LABEL}'] in {json.dumps(list(REASONS))}"
    ),
    sources=["https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable"],
    rows=["D5"],
    practice="Settings apart from code (12-factor)",
    satisfy="Nothing to write; kgen writes it so: the name of a `config` changes with its content.",
)
