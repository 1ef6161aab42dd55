"""Pod templates of kinds that rules do not know: PodTemplate, and custom resources that hold one where workloads do.

Argo Rollouts, Knative Services and many operators keep it under `spec.template`. Its pod and containers are judged as those of
a Pod; what rules ask of workloads is not asked, as nobody knows what these do with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kgen.findings import Finding
from kgen.foreign import Foreign
from kgen.hardening.verify import located
from kgen.rules import TEMPLATES, Context, Manifest, Rules, child, kind_of, name_of, namespace_of

_PLACES = (("template",), ("spec", "template"))


def in_templates(manifests: Iterable[Foreign], context: Context) -> Iterator[tuple[Finding, Foreign]]:
    """What rules of pods and containers find in the templates of unknown kinds."""
    pods = [found for one in manifests for found in _pods(one)]
    if not pods:
        return
    asked = Rules(rule for rule in context.rules if rule.scope in ("pod", "container") and not rule.kinds)
    origins = {id(pod): (foreign, way) for pod, foreign, way in pods}
    for finding, pod in located([pod for pod, _, _ in pods], replace(context, rules=asked)):
        foreign, way = origins[id(pod)]
        path = ".".join((*way, finding.path))
        yield finding._replace(kind=str(foreign.manifest["kind"]), path=path), foreign


def _pods(foreign: Foreign) -> Iterator[tuple[Manifest, Foreign, tuple[str, ...]]]:
    """The template as the Pod it would become, and the way to it."""
    manifest = foreign.manifest
    if kind_of(manifest) in TEMPLATES:
        return
    for way in _PLACES:
        template = child(manifest, *way)
        if isinstance(child(template, "spec").get("containers"), list):
            metadata = {**child(template, "metadata"), "name": name_of(manifest), "namespace": namespace_of(manifest)}
            yield {**template, "apiVersion": "v1", "kind": "Pod", "metadata": metadata}, foreign, way
