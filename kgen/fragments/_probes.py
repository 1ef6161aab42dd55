"""What the three probes have in common: whom they ask, what, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kgen.fragments.literal import literal

if TYPE_CHECKING:
    from kgen.model.container import Health, Port, Probe

_TIMING = (
    ("delay", "initialDelaySeconds"),
    ("every", "periodSeconds"),
    ("timeout", "timeoutSeconds"),
    ("failures", "failureThreshold"),
)


def asking(question: dict[str, Any] | None, probe: Probe | None, health: Health) -> dict[str, Any] | None:
    """A question with its timing: the probe's own, else that of `health`, else the API server's defaults."""
    if question is None:
        return None
    between = {"delay": health.delay, "every": health.every}
    own = timing(probe) if probe else {}
    return {**question, **{key: between[field] for field, key in _TIMING if between.get(field) is not None}, **own}


def timing(probe: Probe) -> dict[str, int]:
    """When a probe itself wants to ask, in seconds."""
    return {key: seconds for field, key in _TIMING if (seconds := getattr(probe, field)) is not None}


def speaks(health: Health, ports: Mapping[str, Port]) -> dict[str, Any] | None:
    """Asks by gRPC if that is what `health` says, else whether the first TCP port accepts connections."""
    return {"grpc": {"port": _port(None, ports, "grpc").port}} if health.grpc else connects(ports)


def asks(probe: Probe, ports: Mapping[str, Port]) -> dict[str, Any]:
    """What it asks. Raises ValueError if it needs a port and there is none."""
    if probe.command:
        return {"exec": {"command": literal(probe.command)}}
    if probe.grpc:
        service = {"service": probe.service} if probe.service is not None else {}
        return {"grpc": {"port": _port(probe.port, ports, "grpc").port, **service}}
    if probe.path:
        return http(probe.path, probe.port, ports, probe.headers)
    return {"tcpSocket": {"port": _port(probe.port, ports, "").name}}


def http(path: str, port: str | None, ports: Mapping[str, Port], headers: Mapping[str, str]) -> dict[str, Any]:
    """Asks by GET, at the named port or the first that speaks HTTP."""
    sent = [{"name": name, "value": headers[name]} for name in sorted(headers)]
    get = {"path": path, "port": _port(port, ports, "http").name}
    return {"httpGet": {**get, "httpHeaders": sent} if sent else get}


def connects(ports: Mapping[str, Port]) -> dict[str, Any] | None:
    """Asks whether the first port that is not UDP accepts connections; None if there is no such port."""
    port = _first(ports, "")
    return {"tcpSocket": {"port": port.name}} if port else None


def _port(name: str | None, ports: Mapping[str, Port], protocol: str) -> Port:
    port = ports.get(name) if name else _first(ports, protocol)
    if port is None:
        listed = ", ".join(sorted(ports)) or "none"
        raise ValueError(
            f"a probe asks at port '{name}', but the ports are: {listed}"
            if name
            else "a probe asks at a port, but none takes TCP"
        )
    return port


def _first(ports: Mapping[str, Port], protocol: str) -> Port | None:
    """The first port that speaks the protocol, or the first that a probe can ask at all."""
    askable = [port for port in ports.values() if port.protocol != "udp"]
    return next((port for port in askable if port.protocol == protocol), askable[0] if askable else None)
