"""Which pods a Service sends its traffic to."""

from __future__ import annotations

from kgen.rules._pods import Manifest, child
from kgen.rules._subject import ManifestSet, Subject, namespace_of


def targets(service: Manifest, manifests: ManifestSet) -> list[Subject]:
    """The workloads of the set whose pods the Service selects."""
    return manifests.selected(namespace_of(service), {"matchLabels": child(service, "spec", "selector")})


def is_headless(service: Manifest) -> bool:
    return child(service, "spec").get("clusterIP") == "None"
