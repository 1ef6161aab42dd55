"""A ConfigMap does not change under running pods.

Pods of one version would see different settings. A ConfigMap with a hash in its name is replaced instead, which rolls
the pods, and the kubelet need not watch it.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, Subject, child, one_of

LABEL = "app.kubernetes.io/component"


def _dashboard(config: Subject) -> str:
    is_one = child(config.value, "metadata", "labels").get(LABEL) == "dashboard"
    return "a dashboard is read by no pod of the service, and changes in place" if is_one else ""


RULE = ObjectRule(
    severity="warning",
    kinds=("ConfigMap",),
    path="immutable",
    expect=one_of(True),
    spare=_dashboard,
    spared=(
        f"has(object.metadata.labels) && '{LABEL}' in object.metadata.labels && object.metadata.labels['{LABEL}'] == 'dashboard'"
    ),
    sources=["https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable"],
    rows=["D5"],
    practice="Settings apart from code (12-factor)",
    satisfy="Nothing to write; kgen writes it so: the name of a `config` changes with its content.",
)
