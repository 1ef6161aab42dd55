"""An empty folder has a limit of size.

A program that fills its scratch folder fills the node's disk otherwise. A volume that names no source is an empty folder, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import Fault, PodRule, Subject, made
from kgen.rules._pods import is_scratch, scratch

USUAL = "256Mi"


def _holds(volume: Any) -> bool:
    if not isinstance(volume, dict) or not is_scratch(volume):
        return True
    folder = volume.get("emptyDir")
    return isinstance(folder, dict) and folder.get("sizeLimit") is not None


def harden(pod: Subject) -> None:
    for _, volume in scratch(pod.value):
        folder = made(volume, "emptyDir")
        if folder is not None and folder.get("sizeLimit") is None:
            folder["sizeLimit"] = USUAL


def verify(pod: Subject) -> Iterator[Fault]:
    for index, volume in scratch(pod.value):
        if not _holds(volume):
            path = f"volumes[{index}].emptyDir.sizeLimit"
            yield Fault(path, f"'{path}' is not set; it must be an amount, such as {USUAL}")


RULE = PodRule(
    severity="error",
    risk="a pod that writes more to the folder is evicted",
    sure={"volumes[]": _holds},
    harden=harden,
    verify=verify,
    condition=(
        "!has(variables.pod.volumes) || variables.pod.volumes.all(v, has(v.emptyDir) ? has(v.emptyDir.sizeLimit) : size(v) > 1)"
    ),
    sources=["https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"],
    asked_by={"kyverno": ["add-emptydir-sizelimit"]},
    rows=["E10"],
    practice="Requests and limits for CPU, memory and disk",
    satisfy="`scratch: {/var/cache/app: 1Gi}`; 256Mi where no size is given.",
    manifest="`volumes[].emptyDir.sizeLimit` must be an amount, such as `256Mi`.",
)
