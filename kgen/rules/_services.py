"""Which pods a Service sends its traffic to."""

from __future__ import annotations

from kgen.rules._pods import Manifest, child
from kgen.rules._subject import ManifestSet, Subject, namespace_of, pod_labels


def targets(service: Manifest, manifests: ManifestSet) -> list[Subject]:
    """The workloads of the set whose pods the Service selects."""
    selector = child(service, "spec", "selector")
    return [
        one
        for one in manifests.workloads
        if namespace_of(one.manifest) == namespace_of(service)
        and all(pod_labels(one).get(key) == value for key, value in selector.items())
    ]


def is_headless(service: Manifest) -> bool:
    return child(service, "spec").get("clusterIP") == "None"
