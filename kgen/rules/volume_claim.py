"""A volume claim says how it is used and how large it is.

Without an access mode or a size nothing can be bound to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject, child
from kgen.rules._claims import CEL, KINDS, claims


def verify(owner: Subject) -> Iterator[Fault]:
    for path, claim in claims(owner.value):
        if not claim.get("accessModes"):
            yield Fault(f"{path}.accessModes", f"'{path}.accessModes' is not set; it must be set, such as to [ReadWriteOnce]")
        if child(claim, "resources", "requests").get("storage") is None:
            where = f"{path}.resources.requests.storage"
            yield Fault(where, f"'{where}' is not set; it must be a size, such as 10Gi")


RULE = ObjectRule(
    severity="error",
    kinds=KINDS,
    verify=verify,
    condition=(
        f"{CEL}.all(c, has(c.spec) && has(c.spec.accessModes) && size(c.spec.accessModes) > 0 && "
        "has(c.spec.resources) && has(c.spec.resources.requests) && "
        "has(c.spec.resources.requests.storage))"
    ),
    sources=["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims"],
    asked_by={"kubesec": ["VolumeClaimAccessModeReadWriteOnce", "VolumeClaimRequestsStorage"], "kyverno": ["readwriteonce-pod"]},
    rows=["F27"],
    practice="State is kept, and can be found",
    satisfy="`volumes: {data: {path: /data, size: 10Gi}}`.",
    manifest=(
        "In a StatefulSet or PersistentVolumeClaim: each claim's `spec` must have `accessModes` and `resources.requests.storage`."
    ),
)
