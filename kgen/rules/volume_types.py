"""Pods use only the kinds of volumes that every cluster isolates.

Old in-tree kinds reach network storage with the node's rights. Folders of the node have a rule of their own
(`host-path`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, PodRule, Subject, maps
from kgen.rules._paths import Step

KNOWN = {
    "name",
    "configMap",
    "csi",
    "downwardAPI",
    "emptyDir",
    "ephemeral",
    "hostPath",
    "persistentVolumeClaim",
    "projected",
    "secret",
}
USUAL = ", ".join(sorted(KNOWN - {"name", "hostPath"}))


def verify(pod: Subject) -> Iterator[Fault]:
    for index, volume in enumerate(maps(pod.value, "volumes")):
        for key in sorted(str(key) for key in volume.keys() - KNOWN if volume[key] is not None):
            path = Step(key).under(f"volumes[{index}]")
            yield Fault(path, f"{shown(path)} is not a kind of volume to use; take one of {USUAL}")


RULE = PodRule(
    severity="error",
    sure={"volumes[]": lambda volume: not isinstance(volume, dict) or all(volume[key] is None for key in volume.keys() - KNOWN)},
    verify=verify,
    condition=f"!has(variables.pod.volumes) || variables.pod.volumes.all(v, v.all(k, k in {json.dumps(sorted(KNOWN))}))",
    sources=["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
    asked_by={"trivy": ["KSV-0028"], "kyverno": ["restrict-volume-types"], "PSS": ["restrictedVolumes"]},
    rows=["B27"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`scratch`, `volumes`, `config` and `secrets` make volumes of kinds that are isolated.",
    manifest=(
        "In the pod: each of `volumes` must be a `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`, "
        "`persistentVolumeClaim`, `projected` or `secret`."
    ),
)
