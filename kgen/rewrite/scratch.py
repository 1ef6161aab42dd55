"""A program whose root filesystem becomes read-only gets an empty folder at /tmp, unless something is mounted there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kgen.problems import Path
from kgen.rewrite.additions import Addition
from kgen.rewrite.piece import Piece
from kgen.rules import TEMPLATES, WITH_RESOURCES, Manifest, child, maps

TMP = "/tmp"
SIZE = "256Mi"
"""What kgen's own services get."""

NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")
"""RFC 1123 label, as volumes are named (https://kubernetes.io/docs/concepts/storage/volumes/)."""


def scratch(piece: Piece, found: Iterable[Addition]) -> Iterator[Addition]:
    """The volumes and mounts for the containers that are made read-only by what was found."""
    pod = child(piece.template, "spec")
    way: Path = (*TEMPLATES[piece.kind], "spec")
    volumes = pod.get("volumes")
    taken = [volume.get("name") for volume in maps(pod, "volumes")]
    made: list[object] = []
    for listed, index, container in _writable(pod, way, found):
        mounts = container.get("volumeMounts")
        name = _free(f"{container.get('name')}", taken)
        if isinstance(mounts, list | None):
            taken.append(name)
            made.append({"emptyDir": {"sizeLimit": SIZE}, "name": name})
            yield from _appended((*way, listed, index, "volumeMounts"), mounts, [{"mountPath": TMP, "name": name}])
    if made and isinstance(volumes, list | None):
        yield from _appended((*way, "volumes"), volumes, made)


def _writable(pod: Manifest, way: Path, found: Iterable[Addition]) -> Iterator[tuple[str, int, Manifest]]:
    """The containers that become read-only and have nothing at /tmp, with where they stand."""
    if not isinstance(pod.get("volumes"), list | None):
        return
    for addition in found:
        listed, index = addition.path[len(way)], addition.path[len(way) + 1]
        if listed in WITH_RESOURCES and isinstance(index, int):
            container = pod[listed][index]
            paths = [str(mount.get("mountPath")).rstrip("/") for mount in maps(container, "volumeMounts")]
            if TMP not in paths:
                yield str(listed), index, container


def _free(container: str, taken: list[object]) -> str:
    """`tmp` for the first container of a pod, `tmp-<container>` for the others, or a number where that is no name."""
    names = ("tmp", f"tmp-{container}", *(f"tmp-{number}" for number in range(1, len(taken) + 3)))
    return next(name for name in names if name not in taken and NAME.fullmatch(name))


def _appended(path: Path, found: list[object] | None, items: list[object]) -> Iterator[Addition]:
    if found is None:
        yield Addition(path, items)
        return
    for index, item in enumerate(items):
        yield Addition((*path, len(found) + index), item)
