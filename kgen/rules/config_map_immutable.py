"""A ConfigMap does not change under running pods.

Pods of one version would see different settings. A ConfigMap with a hash in its name is replaced instead, which rolls
the pods, and the kubelet need not watch it.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, one_of

RULE = ObjectRule(
    severity="warning",
    kinds=("ConfigMap",),
    path="immutable",
    expect=one_of(True),
    sources=["https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable"],
    rows=["D5"],
    practice="Settings apart from code (12-factor)",
    satisfy="Nothing to write; kgen writes it so: the name of a `config` changes with its content.",
)
