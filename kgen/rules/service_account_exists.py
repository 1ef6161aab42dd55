"""The service account of a pod is there.

The API server refuses pods whose account does not exist, one by one, long after the deployment was accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, name_of, namespace_of, pod_path


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    known = {(namespace_of(one), name_of(one)) for one in manifests.of("ServiceAccount")}
    for workload in manifests.workloads:
        name = workload.pod.get("serviceAccountName")
        if isinstance(name, str) and name not in ("", "default") and (namespace_of(workload.manifest), name) not in known:
            path = f"{pod_path(workload.kind)}.serviceAccountName"
            message = f"'serviceAccountName' is {shown(name)}; it must name a ServiceAccount that is there"
            yield Fault(path, message, workload.manifest)


RULE = SetRule(
    severity="error",
    verify_set=verify,
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"],
    asked_by={"kube-linter": ["non-existent-service-account"], "kubescape": ["C-0307"], "popeye": ["307", "507"]},
    rows=["C5"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In the pod: `serviceAccountName` must be that of a ServiceAccount in the same namespace.",
)
