"""Addresses in the texts of a workload: what its variables, arguments and settings say of others that it talks to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kgen.rules import CONTAINERS, Manifest, child, maps, texts

_ADDRESS = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]{0,20})://(?:[^\s/@]{0,200}@)?)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::(?P<port>[0-9]{1,5}))?(?![A-Za-z0-9_-])"
)

SCHEMES = {
    "amqp": 5672,
    "amqps": 5671,
    "http": 80,
    "https": 443,
    "ldap": 389,
    "ldaps": 636,
    "mongodb": 27017,
    "mysql": 3306,
    "nats": 4222,
    "postgres": 5432,
    "postgresql": 5432,
    "redis": 6379,
    "rediss": 6379,
    "ws": 80,
    "wss": 443,
}
"""Ports where an address names none (https://www.iana.org/assignments/service-names-port-numbers)."""


class Mention(NamedTuple):
    """A host as somebody wrote it; `port` is 0 where none is known, `certain` whether a scheme or a port shows an address."""

    host: str
    port: int
    certain: bool


def mentions(pod: Manifest, settings: dict[str, Manifest]) -> list[Mention]:
    """The hosts in a pod's variables, commands and arguments, and in the ConfigMaps it uses, each once, in their order."""
    found: dict[Mention, None] = {}
    for text in _texts(pod, settings):
        for match in _ADDRESS.finditer(text):
            scheme, port = match["scheme"], match["port"]
            known = int(port) if port else SCHEMES.get(scheme or "", 0)
            found[Mention(match["host"].lower().rstrip("."), known, bool(scheme or port))] = None
    return list(found)


def _texts(pod: Manifest, settings: dict[str, Manifest]) -> Iterator[str]:
    for listed in CONTAINERS:
        for container in maps(pod, listed):
            yield from texts(container, "command")
            yield from texts(container, "args")
            yield from (one["value"] for one in maps(container, "env") if isinstance(one.get("value"), str))
    for name in sorted(set(_used(pod)) & settings.keys()):
        yield from (value for value in settings[name].values() if isinstance(value, str))


def _used(pod: Manifest) -> Iterator[str]:
    """The names of the ConfigMaps that a pod reads, as variables or as files."""
    for listed in CONTAINERS:
        for container in maps(pod, listed):
            yield from _names(child(one, "configMapRef").get("name") for one in maps(container, "envFrom"))
            yield from _names(child(one, "valueFrom", "configMapKeyRef").get("name") for one in maps(container, "env"))
    for volume in maps(pod, "volumes"):
        yield from _names([child(volume, "configMap").get("name")])
        yield from _names(child(one, "configMap").get("name") for one in maps(child(volume, "projected"), "sources"))


def _names(found: Any) -> Iterator[str]:
    return (name for name in found if isinstance(name, str))
