"""What a spec must fulfil beyond the types of its fields: fields that fit each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kgen.model.container import Container, Health, Port
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem
from kgen.validate.calls import port_number
from kgen.validate.exposing import exposing
from kgen.validate.live_config import live_config
from kgen.validate.messages import nearest, shortened
from kgen.validate.observing import observing
from kgen.validate.rolling import rolling
from kgen.validate.scaling import scaling
from kgen.validate.sizes import sizes
from kgen.validate.storage import one_of, storage

Check = Callable[[Service, Origin], Iterator[Problem]]


def meaning(service: Service, origin: Origin) -> Iterator[Problem]:
    """Every problem of fields that contradict each other or lack one another."""
    traffic: tuple[Check, ...] = (scaling, rolling, exposing, _ports, _probes, _named_ports, _calls)
    for check in (*traffic, _shutdown, _env, _config, storage, live_config, sizes, _permissions, observing, _patches):
        yield from check(service, origin)


def _ports(service: Service, origin: Origin) -> Iterator[Problem]:
    seen: dict[tuple[int, bool], Path] = {}
    containers: list[tuple[Path, Mapping[str, Port]]] = [(("ports",), service.ports)]
    containers += [(("sidecars", name, "ports"), sidecar.ports) for name, sidecar in service.sidecars.items()]
    for path, ports in containers:
        for name, port in ports.items():
            first = seen.setdefault((port.port, _is_udp(port)), (*path, name))
            if first != (*path, name):
                message = f"port {port.port} is taken by '{'.'.join(map(str, first))}'"
                yield origin.problem((*path, name), message, "duplicate-port")
    published: dict[tuple[int, bool], str] = {}
    for name, port in service.ports.items():
        number = port.published or port.port
        other = published.setdefault((number, _is_udp(port)), name)
        if other != name and service.ports[other].port != port.port:
            yield origin.problem(("ports", name), f"port {number} is taken by 'ports.{other}'", "duplicate-port")


def _is_udp(port: Port) -> bool:
    return port.protocol == "udp"


def _probes(service: Service, origin: Origin) -> Iterator[Problem]:
    yield from _health(service.health, ("health",), service.ports, origin)
    for group in ("init", "sidecars"):
        containers: Mapping[str, Container] = getattr(service, group)
        for name, container in containers.items():
            yield from _health(container.health, (group, name, "health"), container.ports, origin)


def _health(health: Health | None, path: Path, ports: Mapping[str, Port], origin: Origin) -> Iterator[Problem]:
    if health is None:
        return
    if health.path and not ports:
        yield origin.problem(
            (*path, "path"), "a path can only be asked on a port, and there is none", "no-port", hint="ports: {http: 8080}"
        )
    if health.path and health.grpc:
        yield origin.problem((*path, "grpc"), "'path' and 'grpc' exclude each other", "exclusive", key=True)
    for name in ("live", "ready", "startup"):
        probe = getattr(health, name)
        if probe is None:
            continue
        kinds = [kind for kind in ("path", "grpc", "command") if getattr(probe, kind)]
        if len(kinds) > 1:
            yield origin.problem((*path, name), f"'{kinds[0]}' and '{kinds[1]}' exclude each other", "exclusive")
        if not ports and not probe.command:
            yield origin.problem((*path, name), "a probe without 'command' needs a port, and there is none", "no-port")
        if probe.port and probe.port not in ports:
            yield _unknown_port(probe.port, ports, (*path, name, "port"), origin)


def _unknown_port(name: str, ports: Mapping[str, Port], path: Path, origin: Origin) -> Problem:
    hint = nearest(name, ports) or (f"one of: {', '.join(sorted(ports))}" if ports else "there are no ports")
    return origin.problem(path, f"there is no port '{shortened(name)}'", "unknown-port", hint=hint)


def _named_ports(service: Service, origin: Origin) -> Iterator[Problem]:
    for field in ("expose", "metrics"):
        value = getattr(service, field)
        if value and value.port and value.port not in service.ports:
            yield _unknown_port(value.port, service.ports, (field, "port"), origin)
    if service.expose and not service.ports:
        yield origin.problem(("expose",), "only a port can be exposed, and there is none", "no-port", hint="port: 8080")
    for field in ("callers", "peers"):
        if getattr(service, field) and not service.ports:
            message = f"'{field}' can only use a port, and there is none"
            yield origin.problem((field,), message, "no-port", hint="port: 8080", key=True)
    for name, caller in service.callers.items():
        for index, port in enumerate(caller.ports):
            if port not in service.ports:
                yield _unknown_port(port, service.ports, ("callers", name, "ports", index), origin)
    for index, port in enumerate(service.peers.ports if service.peers else []):
        if port not in service.ports:
            yield _unknown_port(port, service.ports, ("peers", "ports", index), origin)


def _shutdown(service: Service, origin: Origin) -> Iterator[Problem]:
    drain, grace = service.shutdown.drain, service.shutdown.grace
    if drain >= grace:
        message = f"'grace' ({grace}s) must be longer than 'drain' ({drain}s): the program gets what remains to end in"
        yield origin.problem(("shutdown",), message, "out-of-range")


def _env(service: Service, origin: Origin) -> Iterator[Problem]:
    containers = [
        ((), service.env),
        *(((group, n), c.env) for group in ("init", "sidecars") for n, c in getattr(service, group).items()),
    ]
    for path, env in containers:
        for name, variable in env.items():
            yield from one_of((*path, "env", name), {"value": variable.value, "pod": variable.pod}, origin)
    given = {call.env: name for name, call in service.calls.items() if call.env}
    for variable_name in sorted(set(given) & set(service.env)):
        message = f"'{variable_name}' is already set by calls.{given[variable_name]}"
        yield origin.problem(("env", variable_name), message, "duplicate-variable", key=True)


def _config(service: Service, origin: Origin) -> Iterator[Problem]:
    for name, file in service.config.items():
        yield from one_of(("config", name), {"file": file.file, "folder": file.folder, "text": file.text}, origin)


def _calls(service: Service, origin: Origin) -> Iterator[Problem]:
    for name, call in service.calls.items():
        path: Path = ("calls", name)
        if call.host and (call.namespace or call.pods):
            yield origin.problem(path, "'host' (an external) and 'namespace' (a neighbour) exclude each other", "exclusive")
        elif call.cidr and not call.host:
            yield origin.problem((*path, "cidr"), "'cidr' belongs to an external; add its 'host'", "missing-field")
        elif call.pods and not call.namespace:
            yield origin.problem((*path, "pods"), "'pods' belongs to a neighbour; add its 'namespace'", "missing-field")
        elif (call.host or call.namespace) and port_number(call) is None:
            at = path if call.port is None else (*path, "port")
            yield origin.problem(
                at, f"'{name}' is outside this project; say its port as a number", "missing-field", hint="port: 443"
            )


def _permissions(service: Service, origin: Origin) -> Iterator[Problem]:
    for name, permission in service.permissions.items():
        if "*" in (name, permission.group, *permission.verbs):
            message = "'*' gives more than anyone can oversee; name what is needed"
            yield origin.problem(("permissions", name), message, "wildcard", key=True)


def _patches(service: Service, origin: Origin) -> Iterator[Problem]:
    for index, patch in enumerate(service.patches):
        yield from one_of(("patches", index), {"merge": patch.merge, "operations": patch.operations}, origin, "a patch")
