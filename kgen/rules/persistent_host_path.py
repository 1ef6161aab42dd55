"""No volume of the cluster is a folder of a node.

A claim hides it from everyone who reads the pod, and the data is lost with the node.
"""

from __future__ import annotations

from kgen.rules import ObjectRule, absent

RULE = ObjectRule(
    severity="error",
    kinds=("PersistentVolume",),
    path="spec.hostPath",
    expect=absent("and let a storage class make the volume"),
    sources=["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes"],
    asked_by={"trivy": ["KSV-0023"], "kubescape": ["C-0048"], "kyverno": ["limit-hostpath-type-pv"]},
    rows=["B23"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`volumes: {data: {path: /data, size: 10Gi}}`.",
    manifest="In a PersistentVolume: leave `spec.hostPath` out, and let a storage class make the volume.",
)
