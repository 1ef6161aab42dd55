"""Whether the quantities of a manifest make sense: none negative, none finer than can be, no request above its limit.

That they are quantities at all is said by the API schema. Source: pkg/apis/core/validation/validation.go of Kubernetes
(ValidateContainerResourceRequirements, ValidateLimitRange), and
https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kgen.problems import Path
from kgen.verify import pods, quantities
from kgen.verify.errors import Manifest, SchemaError, dotted

_Found = list[SchemaError]
_Amounts = dict[str, str | int | float]

_BYTES = ("memory", "storage", "ephemeral-storage")
_BOUNDS = (("min", "defaultRequest"), ("defaultRequest", "default"), ("default", "max"), ("min", "max"))
"""Fields of a LimitRange of which the first must not be above the second."""


def errors(manifest: Manifest) -> list[SchemaError]:
    """The quantities that the API server would refuse, and fractions of bytes. The manifest must fit the API schema."""
    found: _Found = []
    template = pods.template(manifest)
    if template is not None:
        _pod(template[1].get("spec", {}), (*template[0], "spec"), found)
    spec = manifest.get("spec", {})
    match manifest["apiVersion"], manifest["kind"]:
        case "apps/v1", "StatefulSet":
            for index, claim in enumerate(spec.get("volumeClaimTemplates", ())):
                _claim(claim.get("spec", {}), ("spec", "volumeClaimTemplates", index, "spec"), found)
        case "v1", "PersistentVolumeClaim":
            _claim(spec, ("spec",), found)
        case "v1", "ResourceQuota":
            _each(spec.get("hard", {}), ("spec", "hard"), found)
        case "v1", "LimitRange":
            for index, limit in enumerate(spec.get("limits", ())):
                _limit(limit, ("spec", "limits", index), found)
    return found


@lru_cache(maxsize=8192)
def _wrong(resource: str, amount: str | int | float) -> str:
    """What is wrong with an amount of a resource, as the end of a sentence; empty when it is right."""
    name = resource.rpartition(".")[2]
    text = str(amount)
    kind = "cpu" if name == "cpu" else "memory" if name in _BYTES or name.startswith("hugepages-") else ""
    try:
        if kind:
            quantities.canonical(text, kind)
        elif quantities.parse(text) < 0:
            return f"'{text}' is negative"
    except ValueError as error:
        return str(error)
    return ""


def _each(amounts: _Amounts, path: Path, found: _Found) -> None:
    for resource, amount in amounts.items():
        if wrong := _wrong(resource, amount):
            place = (*path, resource)
            found.append(SchemaError(place, f"'{dotted(place)}': {wrong}"))


def _at_most(low: _Amounts, high: _Amounts, path: Path, names: tuple[str, str], found: _Found) -> None:
    for resource, amount in low.items():
        other = high.get(resource, amount)
        if amount != other and quantities.exceeds(str(amount), str(other)):
            place = (*path, names[0], resource)
            above = dotted((*path, names[1], resource))
            found.append(SchemaError(place, f"'{dotted(place)}' is {amount}, which is more than '{above}', {other}"))


def _resources(resources: dict[str, Any], path: Path, found: _Found) -> None:
    requests, limits = resources.get("requests", {}), resources.get("limits", {})
    before = len(found)
    _each(requests, (*path, "requests"), found)
    if limits != requests:
        _each(limits, (*path, "limits"), found)
        if len(found) == before:
            _at_most(requests, limits, path, ("requests", "limits"), found)


def _pod(spec: dict[str, Any], path: Path, found: _Found) -> None:
    for name, index, container in pods.containers(spec):
        if "resources" in container:
            _resources(container["resources"], (*path, name, index, "resources"), found)
    if "resources" in spec:
        _resources(spec["resources"], (*path, "resources"), found)
    for index, volume in enumerate(spec.get("volumes", ())):
        limit = volume.get("emptyDir", {}).get("sizeLimit")
        if limit is not None and (wrong := _wrong("storage", limit)):
            place = (*path, "volumes", index, "emptyDir", "sizeLimit")
            found.append(SchemaError(place, f"'{dotted(place)}': {wrong}"))


def _claim(spec: dict[str, Any], path: Path, found: _Found) -> None:
    _resources(spec.get("resources", {}), (*path, "resources"), found)


def _limit(limit: dict[str, Any], path: Path, found: _Found) -> None:
    before = len(found)
    for name in ("default", "defaultRequest", "max", "min"):
        _each(limit.get(name, {}), (*path, name), found)
    if len(found) == before:
        for low, high in _BOUNDS:
            _at_most(limit.get(low, {}), limit.get(high, {}), path, (low, high), found)
