"""A volume claim names its storage class.

The class decides on encryption, backup and speed; the cluster's default may change without anybody looking here.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject
from kgen.rules._claims import CEL, KINDS, claims


def verify(owner: Subject) -> Iterator[Fault]:
    for path, claim in claims(owner.value):
        if claim.get("storageClassName") is None:
            where = f"{path}.storageClassName"
            yield Fault(where, f"'{where}' is not set; it must name a class of the cluster")


RULE = ObjectRule(
    severity="warning",
    kinds=KINDS,
    verify=verify,
    condition=f"{CEL}.all(c, has(c.spec) && has(c.spec.storageClassName))",
    sources=["https://kubernetes.io/docs/concepts/storage/storage-classes/"],
    asked_by={"kyverno": ["require-storageclass"]},
    rows=["F27"],
    practice="State is kept, and can be found",
    satisfy="`storage_class` in the environment, or in one of the `volumes`.",
    manifest=(
        "In a StatefulSet: `spec.volumeClaimTemplates[].spec.storageClassName`, in a PersistentVolumeClaim: "
        "`spec.storageClassName` must be set."
    ),
)
