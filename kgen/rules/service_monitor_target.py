"""A ServiceMonitor selects a Service that is there.

Otherwise no figures come, and no alarm either.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ManifestSet, SetRule, child, selected


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for monitor in manifests.of("ServiceMonitor"):
        selector = child(monitor, "spec").get("selector")
        if not any(selected(selector, child(service, "metadata", "labels")) for service in manifests.of("Service")):
            yield Fault("spec.selector", "'spec.selector' selects no Service; it must match the labels of one", monitor)


RULE = SetRule(
    severity="warning",
    kinds=("ServiceMonitor",),
    verify_set=verify,
    sources=["https://prometheus-operator.dev/docs/developer/getting-started/"],
    asked_by={"kube-linter": ["dangling-servicemonitor"]},
    rows=["G16"],
    practice="Monitoring",
    satisfy="`metrics: {port: metrics}`.",
    manifest="In a ServiceMonitor: `spec.selector` must match the labels of a Service.",
)
