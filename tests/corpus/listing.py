"""Findings as the text of a `.findings` file, which a person reviews.

    Deployment shop/cart
      spec.template.spec.containers[0].image: image-tag: 'image' is 'cart'; it must bear a version, such as 'cart:1.4.2'
      spec.template.spec.containers[0]: as bare, but for cpu-limit
      spec: progress-deadline: … (spared: why)

`as bare` stands for what every rule says of a place that states nothing (a container: nothing but the image `cart:1.4.2`; the
files of the theme `bare` spell it out), `but for` for the rules among them that hold here. Nothing else is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from kgen.findings import Finding
from kgen.hardening.verify import verify
from kgen.problems import visible
from kgen.rules import CONTAINERS, TEMPLATES, name_of, namespace_of, pod_path, registry

from .reading import Case, context

_CONTAINER = re.compile(rf".*\.({'|'.join(CONTAINERS)})\[[0-9]+\]")
_BARE = {"name": "bare", "image": "cart:1.4.2"}


class Said(NamedTuple):
    """What a rule says of a place: the path from there on, the message, and why it does not count."""

    rule: str
    path: str
    message: str
    reason: str


def listing(case: Case) -> str:
    """The text of a case's `.findings`."""
    spelled = case.path.parent.name == "bare"
    keys = dict.fromkeys((str(one.get("kind")), namespace_of(one), name_of(one)) for one in case.manifests)
    lines: list[str] = []
    for kind, namespace, name in keys:
        found = [one for one in case.findings if (one.kind, one.namespace, one.name) == (kind, namespace, name)]
        lines.append(visible(" ".join(filter(None, [kind, f"{namespace}/{name}"]))) + ("" if found else ": nothing"))
        lines += [f"  {line}" for line in _places(kind, found, case.facts, spelled)]
    return "".join(f"{line}\n" for line in lines)


def _places(kind: str, found: Iterable[Finding], facts: str, spelled: bool) -> Iterator[str]:
    by_place: dict[str, list[Said]] = {}
    for one in found:
        place = _place(one, kind)
        rest = one.path.removeprefix(place).lstrip(".")
        by_place.setdefault(place, []).append(_said(one, rest))
    for place, said in by_place.items():
        is_foreign = bool(place) and kind not in TEMPLATES
        bare = () if spelled or is_foreign else _bare(kind, _sort(place, kind), facts)
        missing = [one for one in bare if one not in said]
        if len(missing) < len(bare) / 2:
            yield f"{place or 'object'}: as bare{_but(missing)}"
            said = [one for one in said if one not in bare]
        yield from (_line(place, one) for one in said)


def _said(finding: Finding, path: str) -> Said:
    inherited = finding.container and not _CONTAINER.match(finding.path)
    message = f"{finding.message} (for {finding.container})" if inherited else finding.message
    return Said(finding.rule, path, message, finding.exemption.reason if finding.exemption else "")


def _place(finding: Finding, kind: str) -> str:
    """Where the subject of the rule stands: a container, the pod, or the object."""
    scope = registry()[finding.rule].scope
    match = _CONTAINER.match(finding.path) if scope == "container" else None
    if match:
        return match[0]
    return pod_path(kind) if scope in ("pod", "container") and kind in TEMPLATES else ""


def _sort(place: str, kind: str) -> str:
    match = _CONTAINER.match(place)
    return match[1] if match else "pod" if place else "object"


def _but(missing: list[Said]) -> str:
    names = dict.fromkeys(one.rule for one in missing)
    return f", but for {', '.join(names)}" if names else ""


def _line(place: str, said: Said) -> str:
    path = f"{place}.{said.path}".strip(".") or "object"
    return visible(f"{path}: {said.rule}: {said.message}{f' (spared: {said.reason})' if said.reason else ''}")


@cache
def _bare(kind: str, place: str, facts: str) -> tuple[Said, ...]:
    """What rules say of such a place that states nothing, in the same environment."""
    found = verify([_stating_nothing(kind, place)], context(facts))
    at = {"object": "", "pod": pod_path(kind) if kind in TEMPLATES else ""}.get(place)
    where = f"{pod_path(kind)}.{place}[0]" if at is None else at
    return tuple(_said(one, one.path.removeprefix(where).lstrip(".")) for one in found if _place(one, kind) == where)


def _stating_nothing(kind: str, place: str) -> dict[str, Any]:
    manifest: dict[str, Any] = {"kind": kind, "metadata": {"name": "bare", "namespace": "bare"}}
    if kind in TEMPLATES:
        labels = {"app": "bare"}
        node: dict[str, Any] = {"metadata": {"labels": labels}, "spec": {place if place in CONTAINERS else "containers": [_BARE]}}
        for step in reversed(TEMPLATES[kind]):
            node = {step: node}
        manifest = {**manifest, **node, "metadata": {**node.get("metadata", {}), **manifest["metadata"]}}
        if kind in ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"):
            manifest["spec"]["selector"] = {"matchLabels": labels}
    return manifest
