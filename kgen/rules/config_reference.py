"""Settings that a pod refers to are there.

A pod waits for ever for a ConfigMap that nobody makes, and a container does not start without the key it names. Secrets are
not looked for: they never stand beside the manifests. What is marked `optional` may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import CONTAINERS, Fault, Manifest, ManifestSet, SetRule, child, maps, name_of, namespace_of, pod_path

GIVEN = ("kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert")
"""Those that the cluster puts into every namespace."""

Reference = tuple[str, Manifest]


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    known = {(namespace_of(one), name_of(one)): one for one in manifests.of("ConfigMap")}
    for workload in manifests.workloads:
        start = pod_path(workload.kind)
        for path, reference in _references(workload.pod):
            wrong = _wrong(reference, known.get((namespace_of(workload.manifest), str(reference.get("name")))))
            if wrong:
                yield Fault(f"{start}.{path}", f"'{path}' {wrong}", workload.manifest)


def _wrong(reference: Manifest, found: Manifest | None) -> str:
    name, key = reference.get("name"), reference.get("key")
    if reference.get("optional") is True or name in GIVEN:
        return ""
    if found is None:
        return f"names ConfigMap {shown(name)}, which is not there; it must name one"
    held = child(found, "data").keys() | child(found, "binaryData").keys()
    return (
        f"names key {shown(key)}, which ConfigMap {shown(name)} has not; it must name one of its keys"
        if _lacks(key, held)
        else ""
    )


def _lacks(key: Any, held: set[str]) -> bool:
    return key is not None and key not in held


def _references(pod: Manifest) -> list[Reference]:
    found: list[Reference] = []
    for listed in CONTAINERS:
        for place, container in enumerate(maps(pod, listed)):
            for index, variable in enumerate(maps(container, "env")):
                reference = child(variable, "valueFrom", "configMapKeyRef") if "valueFrom" in variable else None
                if reference:
                    found.append((f"{listed}[{place}].env[{index}].valueFrom.configMapKeyRef", reference))
            for index, source in enumerate(maps(container, "envFrom")):
                if isinstance(source.get("configMapRef"), dict):
                    found.append((f"{listed}[{place}].envFrom[{index}].configMapRef", source["configMapRef"]))
    for index, volume in enumerate(maps(pod, "volumes")):
        if isinstance(volume.get("configMap"), dict):
            found.append((f"volumes[{index}].configMap", volume["configMap"]))
    return found


RULE = SetRule(
    severity="warning",
    verify_set=verify,
    sources=["https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps"],
    asked_by={"kube-linter": ["env-value-from"], "popeye": ["304", "400", "401", "407"]},
    rows=["D6"],
    practice="Settings apart from code (12-factor)",
    satisfy="`config: {/etc/app/app.yaml: {file: app.yaml}}` makes the ConfigMap with the service.",
    manifest=(
        "Each `configMapKeyRef`, `configMapRef` and `configMap` volume must name a ConfigMap of the set, and a key that "
        "it has; or say `optional: true`."
    ),
)
