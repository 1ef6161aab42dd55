"""The label `app.kubernetes.io/instance` is the name of the workload.

Two workloads that share it (a canary, say) would be taken for one by selectors and reports. The name of a Job may go on behind
it, because each run that differs needs another name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, Subject, WorkloadRule, child, name_of

KEY = "app.kubernetes.io/instance"


def verify(workload: Subject) -> Iterator[Fault]:
    instance, name = child(workload.value, "metadata", "labels").get(KEY), name_of(workload.value)
    if instance in (None, name) or child(workload.value, "metadata").get("generateName"):
        return
    if not (workload.kind == "Job" and name.startswith(f"{instance}-")):
        yield Fault(
            f"metadata.labels['{KEY}']", f"'{KEY}' is {shown(instance)}; it must be {shown(name)}, the name of the workload"
        )


def _is_own_name(metadata: Any) -> bool:
    instance = child(metadata, "labels").get(KEY)
    return instance is None or (isinstance(instance, str) and instance == metadata.get("name"))


RULE = WorkloadRule(
    severity="warning",
    verify=verify,
    sure={"metadata": _is_own_name},
    condition=(
        f"!has(object.metadata.labels) || !('{KEY}' in object.metadata.labels) || "
        "has(object.metadata.generateName) || "
        f"object.metadata.labels['{KEY}'] == object.metadata.name || "
        f"(object.kind == 'Job' && object.metadata.name.startsWith(object.metadata.labels['{KEY}'] + '-'))"
    ),
    sources=["https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"],
    asked_by={"polaris": ["metadataAndInstanceMismatched"]},
    rows=["H6"],
    practice="Labels to select and to find owners by",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In every workload: `metadata.labels['app.kubernetes.io/instance']` must be its name.",
)
