"""It is stated who may talk to a pod, and to whom it may talk.

Without a policy every pod of the cluster reaches it, and it reaches everything: one hole is a hole in all. What a
service calls and who calls it stand in the specs.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, Manifest, ManifestSet, SetRule, child, texts
from kgen.rules._selection import guards


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for workload in manifests.workloads:
        policies = manifests.once(guards).get(id(workload), ())
        covered = {direction for policy in policies for direction in _directions(policy)}
        for direction in ("Ingress", "Egress"):
            if direction not in covered:
                name = shown(direction)
                yield Fault("spec", f"{name} is covered by no NetworkPolicy that selects the pods; add one", workload.manifest)


def _directions(policy: Manifest) -> list[str]:
    spec = child(policy, "spec")
    if spec.get("policyTypes") is not None:
        return texts(spec, "policyTypes")
    return ["Ingress", *(["Egress"] if spec.get("egress") else [])]


RULE = SetRule(
    severity="error",
    risk="connections that no manifest tells of are closed",
    verify_set=verify,
    sources=[
        "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "kube-score": ["pod-networkpolicy"],
        "kube-linter": ["non-isolated-pod"],
        "polaris": ["missingNetworkPolicy"],
        "checkov": ["CKV2_K8S_6"],
        "kubescape": ["C-0030", "C-0260", "C-0049", "C-0054", "C-0206"],
        "kyverno": [
            "require-network-policy",
            "add-networkpolicy",
            "add-networkpolicy-dns",
            "generate-networkpolicy-existing",
            "namespace-inventory-check",
        ],
        "popeye": ["1204", "1205"],
    },
    rows=["G1", "G4"],
    practice="Network policies: only the traffic that is stated",
    satisfy="`calls` and `callers` say who talks to whom; kgen makes the policy from them.",
    manifest=(
        "Beside a workload: a NetworkPolicy whose `spec.podSelector` matches the labels of its pods, with `policyTypes: "
        "[Ingress, Egress]`."
    ),
)
