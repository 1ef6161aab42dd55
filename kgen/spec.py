"""The Python spec: `Service(name="cart", image="registry.acme.dev/shop/cart:2.0.1", port=8080)`.

It takes the fields of a YAML spec, shorthand included, as plain values, and is one more layer: nothing is checked before all
specs are known, so that all problems come in one run, each pointing at the line of Python that made the service.
"""

from __future__ import annotations

import linecache
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

from kgen.problems import Path as ProblemPath
from kgen.problems import Problem

Scalar = str | int | float | bool
Short = Scalar | Mapping[str, Any]
"""A shorthand, or the full form."""


class Fields(TypedDict, total=False):
    """The fields of a spec; `kgen schema spec` tells all of each."""

    name: str
    image: str
    blueprint: str
    system: str
    owner: str
    contact: str
    labels: Mapping[str, Scalar]
    annotations: Mapping[str, Scalar]
    command: Sequence[Scalar]
    args: Sequence[Scalar]
    port: int | str | Mapping[str, Any]
    ports: Mapping[str, int | str | Mapping[str, Any]]
    replicas: int
    autoscale: Mapping[str, Any]
    rollout: Mapping[str, Any]
    canary: Mapping[str, Any]
    schedule: str | Mapping[str, Any]
    run: Mapping[str, Any]
    singleton: bool
    cpu: Short
    memory: Short
    disk: Short
    devices: Mapping[str, int]
    runtime: str
    sensitive: bool
    data: Sequence[Scalar]
    node_pool: str
    health: str | Mapping[str, Any]
    env: Mapping[str, Short]
    config: Mapping[str, str | Mapping[str, Any]]
    secrets: Mapping[str, str | Mapping[str, Any]]
    volumes: Mapping[str, Mapping[str, Any]]
    scratch: Sequence[str] | Mapping[str, Short]
    calls: Sequence[str] | Mapping[str, Mapping[str, Any]]
    callers: Mapping[str, Mapping[str, Any]]
    expose: str | Mapping[str, Any]
    metrics: str | Mapping[str, Any]
    objectives: float | Mapping[str, Any]
    dashboard: str | Mapping[str, Any]
    tracing: bool
    peers: Sequence[str] | Mapping[str, Any]
    init: Mapping[str, Mapping[str, Any]]
    sidecars: Mapping[str, Mapping[str, Any]]
    host: Mapping[str, Any]
    user: int | str | Mapping[str, Any]
    identity: str
    permissions: Mapping[str, Sequence[str] | Mapping[str, Any]]
    shutdown: Mapping[str, Any]
    spread: str
    priority: str
    selector: Mapping[str, Scalar]
    patches: Sequence[Mapping[str, Any]]
    exemptions: Mapping[str, Mapping[str, Any]]
    params: Mapping[str, Any]
    environments: Mapping[str, Mapping[str, Any]]


class Service:
    """One service, as written in Python; it remembers the line that made it."""

    __slots__ = ("data", "file", "line")

    def __init__(self, **fields: Unpack[Fields]) -> None:
        caller = sys._getframe(1)
        self.data: dict[str, Any] = {key: plain(value) for key, value in fields.items()}
        self.file = caller.f_code.co_filename
        self.line = caller.f_lineno

    @property
    def source(self) -> str:
        """The file that made it, as the output names it."""
        return Path(self.file).name

    def __repr__(self) -> str:
        return f"Service(name={self.data.get('name')!r})"


def plain(value: Any) -> Any:
    """Mappings as dicts and sequences as lists, so that a Python spec is the same data as a YAML one."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


class PythonOrigin:
    """The line of Python that made a service answers for all of its values."""

    __slots__ = ("_service", "name")

    def __init__(self, service: Service) -> None:
        self._service = service
        self.name = Path(os.path.relpath(service.file)).as_posix()

    def has(self, path: ProblemPath) -> bool:
        return len(self._written(path)) == len(path)

    def _written(self, path: ProblemPath) -> ProblemPath:
        """The part of a path that was given."""
        value: Any = self._service.data
        for length, step in enumerate(path):
            if not isinstance(value, dict) or step not in value:
                return path[:length]
            value = value[step]
        return path

    def problem(self, path: ProblemPath, message: str, code: str, *, hint: str = "", key: bool = False) -> Problem:
        text = linecache.getline(self._service.file, self._service.line).rstrip()
        column = len(text) - len(text.lstrip()) + 1
        steps = self._written(path)
        if steps and f"'{steps[-1]}'" in message:
            steps = steps[:-1]
        where = ".".join(map(str, steps))
        return Problem(
            self.name,
            self._service.line,
            column,
            f"{where}: {message}" if where else message,
            code,
            hint,
            text,
            len(text.lstrip()),
        )
