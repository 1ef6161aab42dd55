"""Amounts that cannot be meant: a unit forgotten, or a folder that may hold more than its container may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgen.model.container import Container, Scratch
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem
from kgen.verify.quantities import parse

_CORES = 128
"""More CPU than any container gets: a number without its `m`."""

_BYTES = 4 * 1024 * 1024
"""Less memory or disk than any program needs (and than container runtimes accept): a number without its `Mi`."""


def sizes(service: Service, origin: Origin) -> Iterator[Problem]:
    """A problem for each amount of the service and its helper containers that cannot be meant."""
    yield from _of(service, (), origin)
    for group in ("init", "sidecars"):
        containers: Mapping[str, Container] = getattr(service, group)
        for name, container in containers.items():
            yield from _of(container, (group, name), origin)


def _of(container: Service | Container, path: Path, origin: Origin) -> Iterator[Problem]:
    for bound in dict.fromkeys((container.cpu.request, container.cpu.limit)):
        if parse(bound) > _CORES:
            hint = f"{bound}m is {bound} thousandths of one"
            yield origin.problem((*path, "cpu"), f"'{bound}' means {bound} whole cores", "out-of-range", hint=hint)
    for field, amounts in (("memory", container.memory), ("disk", container.disk)):
        for bound in dict.fromkeys((amounts.request, amounts.limit)):
            if parse(bound) < _BYTES:
                hint = f"{bound}Mi is what you mean, perhaps" if bound.isdecimal() else "at least 4Mi"
                yield origin.problem(
                    (*path, field), f"'{bound}' of {field} is too little for any program", "out-of-range", hint=hint
                )
    for field, request, limit in _ranges(container):
        if parse(request) > parse(limit):
            message = f"'{request}' is reserved, which is more than the most, '{limit}'"
            yield origin.problem((*path, field), message, "out-of-range", hint=f"{field}: {limit}..{request}")
    yield from _scratch(container.scratch, container, path, origin)


def _ranges(container: Service | Container) -> Iterator[tuple[str, str, str]]:
    yield "cpu", container.cpu.request, container.cpu.limit
    yield "memory", container.memory.request, container.memory.limit
    yield "disk", container.disk.request, container.disk.limit


def _scratch(folders: Mapping[str, Scratch], container: Service | Container, path: Path, origin: Origin) -> Iterator[Problem]:
    """A folder counts against the container's disk, or its memory: beyond that the pod is evicted before the folder is full."""
    for name, folder in folders.items():
        field, most = ("memory", container.memory.limit) if folder.memory else ("disk", container.disk.limit)
        if parse(folder.size) > parse(most):
            message = f"'{name}' may hold {folder.size}, but '{field}' is at most {most}"
            yield origin.problem((*path, "scratch", name), message, "out-of-range", hint=f"{field}: {folder.size}")
