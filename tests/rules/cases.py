"""Cases of rules: small YAML documents under `cases/`, one file per rule.

A document says `good:` or `bad:` and shows only what it is about: a `container` (also `init`, `sidecar`, `ephemeral`), a `pod`,
an `object`, a `workload` (merged into a Deployment) or a `set`. `says` is the exact message of a bad case, `facts` are fields of
the environment, `spared` the reason of an automatic exemption, `kind` another kind of workload.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kgen.findings import Finding
from kgen.hardening.verify import verify
from kgen.model.environment import Environment, Registry
from kgen.rules import TEMPLATES, Context, Rule, registry

FOLDER = Path(__file__).parent / "cases"
LISTS = {"container": "containers", "init": "initContainers", "sidecar": "containers", "ephemeral": "ephemeralContainers"}
VERSIONS = {
    "Pod": "v1",
    "Job": "batch/v1",
    "CronJob": "batch/v1",
    "PodDisruptionBudget": "policy/v1",
    "HorizontalPodAutoscaler": "autoscaling/v2",
    "NetworkPolicy": "networking.k8s.io/v1",
    "Ingress": "networking.k8s.io/v1",
    "HTTPRoute": "gateway.networking.k8s.io/v1",
    "ServiceMonitor": "monitoring.coreos.com/v1",
    **dict.fromkeys(("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"), "apps/v1"),
    **dict.fromkeys(("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"), "rbac.authorization.k8s.io/v1"),
}


@dataclass(frozen=True)
class Case:
    rule: Rule
    index: int
    document: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule.name}-{self.index}"

    @property
    def good(self) -> bool:
        return "good" in self.document

    @property
    def manifests(self) -> list[dict[str, Any]]:
        shown = self.document["good" if self.good else "bad"]
        if "set" in shown:
            return [versioned(manifest) for manifest in shown["set"]]
        if "object" in shown:
            return [versioned(shown["object"])]
        return [workload(self.document.get("kind", "Deployment"), shown)]

    @property
    def context(self) -> Context:
        return Context(environment(self.document.get("facts", {})), rules=(self.rule,))

    @property
    def asked(self) -> bool:
        """Whether the rule is asked at all in the case's environment."""
        return self.rule.when is None or self.rule.when(self.context.environment)

    def findings(self) -> list[Finding]:
        return verify(self.manifests, self.context)


def environment(facts: dict[str, Any]) -> Environment:
    registries = {name: Registry(name=name, **one) for name, one in facts.get("registries", {}).items()}
    return Environment.model_validate({**facts, "name": "test", "registries": registries})


def versioned(manifest: dict[str, Any]) -> dict[str, Any]:
    return {
        "apiVersion": VERSIONS.get(manifest["kind"], "v1"),
        **manifest,
        "metadata": {"name": "cart", "namespace": "shop", **manifest.get("metadata", {})},
    }


def workload(kind: str, shown: dict[str, Any]) -> dict[str, Any]:
    """A workload around a fragment of one."""
    labels = {"app.kubernetes.io/name": "cart", "app.kubernetes.io/instance": "cart"}
    pod: dict[str, Any] = dict(shown.get("pod", {}))
    for key, listed in LISTS.items():
        if key in shown:
            pod.setdefault(listed, []).append({"name": key, **shown[key]})
    pod.setdefault("containers", [])
    node: dict[str, Any] = {"metadata": {"labels": labels}, "spec": pod}
    for step in reversed(TEMPLATES[kind]):
        node = {step: node}
    if kind == "Deployment":
        node["spec"]["selector"] = {"matchLabels": dict(labels)}
    return versioned(merged({"kind": kind, **node}, shown.get("workload", {})))


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    both = {key: merged(one[key], value) if isinstance(one.get(key), dict) else value for key, value in other.items()}
    return {**one, **both}


def load(rule: Rule) -> list[Case]:
    file = FOLDER / f"{rule.name}.yaml"
    documents = yaml.safe_load_all(file.read_text()) if file.exists() else ()
    return [Case(rule, index, document) for index, document in enumerate(documents)]


def load_all() -> list[Case]:
    return [case for rule in registry().values() for case in load(rule)]
