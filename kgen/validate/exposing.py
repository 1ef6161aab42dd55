"""Hosts, paths and redirects of a service that clients reach from outside."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from kgen.model.service import Service
from kgen.model.traffic import Expose
from kgen.problems import Origin, Problem
from kgen.validate.messages import shortened
from kgen.validate.storage import one_of


def exposing(service: Service, origin: Origin) -> Iterator[Problem]:
    """Hosts that are missing or given twice, and redirects that lead nowhere."""
    expose = service.expose
    if expose is None:
        return
    yield from one_of(("expose",), {"host": expose.host, "hosts": expose.hosts or None}, origin)
    if expose.paths and expose.path != "/":
        yield origin.problem(("expose", "path"), "'path' and 'paths' exclude each other", "exclusive", key=True)
    for field in ("hosts", "paths"):
        yield from _twice(getattr(expose, field), field, origin)
    yield from _redirects(expose, origin)


def _twice(values: list[str], field: str, origin: Origin) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value in values[:index]:
            yield origin.problem(("expose", field, index), f"'{shortened(value)}' is there twice", "duplicate-value")


def _redirects(expose: Expose, origin: Origin) -> Iterator[Problem]:
    for path, target in expose.redirects.items():
        at = ("expose", "redirects", path)
        try:
            parts = urlsplit(target)
        except ValueError:
            parts = urlsplit("")
        elsewhere = parts.scheme in ("http", "https") and parts.netloc and parts.netloc == parts.hostname
        if not elsewhere and not (target.startswith("/") and not parts.netloc):
            message = f"'{shortened(target)}' is neither a path nor the address of another host"
            yield origin.problem(at, message, "redirect", hint="such as /new or https://blog.acme.dev")
        elif target == path:
            yield origin.problem(at, f"'{shortened(path)}' is sent to itself", "redirect")
