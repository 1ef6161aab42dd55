"""Volumes, secrets, scratch paths and config files: each in a place of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import listing, nearest, shortened


def one_of(path: Path, values: Mapping[str, object], origin: Origin, label: str = "") -> Iterator[Problem]:
    """A problem unless exactly one of the values was given."""
    given = [name for name, value in values.items() if value is not None]
    *others, last = (f"'{name}'" for name in values)
    choice = f"{', '.join(others)} or {last}"
    label = label or f"'{path[-1]}'"
    if not given:
        yield origin.problem(path, f"{label} needs {choice}", "missing-field")
    elif len(given) > 1:
        yield origin.problem(path, f"{label} takes {choice}, not {'both' if len(values) == 2 else 'several'}", "exclusive")


def storage(service: Service, origin: Origin) -> Iterator[Problem]:
    """Volumes without a source, secrets without a path, two things at one path, and names that helpers cannot see."""
    for name, volume in service.volumes.items():
        yield from one_of(("volumes", name), {"size": volume.size, "claim": volume.claim, "csi": volume.csi}, origin)
    for name, secret in service.secrets.items():
        if not secret.path and not secret.env:
            hint = f"secrets: {{{name}: /run/secrets/{name}}}"
            yield origin.problem(("secrets", name), f"'{name}' needs a 'path' at which it appears", "missing-field", hint=hint)
    yield from _paths(service, origin)
    for group in ("init", "sidecars"):
        for name, container in getattr(service, group).items():
            for index, volume_name in enumerate(container.volumes):
                yield from _shared(volume_name, (group, name, "volumes", index), service, origin)
            if "/" in container.scratch:
                yield _at_root((group, name, "scratch", "/"), origin)


def _paths(service: Service, origin: Origin) -> Iterator[Problem]:
    taken: dict[str, Path] = {"/tmp": ("scratch", "/tmp")}
    for path, mount in mounts(service):
        place = mount.rstrip("/")
        first = taken.setdefault(place, path)
        if not place:
            yield _at_root(path, origin)
        elif first != path:
            owner = first[0] if first[1] == mount else ".".join(map(str, first[:2]))
            yield origin.problem(path, f"'{mount}' is taken by '{owner}'", "duplicate-path")


def _at_root(path: Path, origin: Origin) -> Problem:
    return origin.problem(path, "'/' would hide all that the image holds; name a folder below it", "path")


def mounts(service: Service) -> Iterator[tuple[Path, str]]:
    """Where the spec mounts something, and at which path of the container."""
    for name, node in service.host.paths.items():
        yield ("host", "paths", name), node.path or name
    for name in service.scratch:
        yield ("scratch", name), name
    for name, volume in service.volumes.items():
        yield ("volumes", name, "path"), volume.path
    for name, secret in service.secrets.items():
        if secret.path:
            yield ("secrets", name, "path"), secret.path
    for name in service.config:
        yield ("config", name), name


def _shared(name: str, path: Path, service: Service, origin: Origin) -> Iterator[Problem]:
    known = {*service.volumes, *service.secrets, *service.scratch}
    if name not in known:
        hint = nearest(name, known) or listing("one of", known) or "the service has none"
        yield origin.problem(
            path, f"'{shortened(name)}' is no volume, secret or scratch path of the service", "unknown-volume", hint=hint
        )
