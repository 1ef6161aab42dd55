"""Liveness and readiness ask different questions.

A copy that cannot take traffic for a moment would be restarted instead of left alone. TCP and gRPC can ask only one
thing: they are exempted on their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import ContainerRule, Fault, Manifest, Subject, child

LIVE, READY = "container.livenessProbe", "container.readinessProbe"


_OTHERS = frozenset({"exec", "tcpSocket", "grpc"})


def _both(handler: str, same: str) -> str:
    one, other = f"{LIVE}.{handler}", f"{READY}.{handler}"
    return f"(has({one}) && has({other}) && {same.format(one=one, other=other)})"


HTTP = _both(
    "httpGet",
    "(has({one}.path) ? {one}.path : '/') == (has({other}.path) ? {other}.path : '/') && "
    "({one}.port == {other}.port || (type({one}.port) == string && type({other}.port) == string))",
)
EXEC = _both("exec", "(has({one}.command) ? {one}.command : []) == (has({other}.command) ? {other}.command : [])")
TCP = _both("tcpSocket", "{one}.port == {other}.port")
GRPC = _both("grpc", "(has({one}.service) ? {one}.service : '') == (has({other}.service) ? {other}.service : '')")


def _ask_apart(container: Any) -> bool:
    """Whether both ask HTTP paths, and different ones: nothing else is as usual."""
    live, ready = container.get("livenessProbe"), container.get("readinessProbe")
    if not isinstance(live, dict) or not isinstance(ready, dict):
        return True
    paths = [probe["httpGet"].get("path") for probe in (live, ready) if isinstance(probe.get("httpGet"), dict)]
    return len(paths) == 2 and paths[0] != paths[1] and all(paths) and _OTHERS.isdisjoint(live)


def verify(container: Subject) -> Iterator[Fault]:
    live, ready = child(container.value, "livenessProbe"), child(container.value, "readinessProbe")
    for handler, reason in (
        ("httpGet", ""),
        ("exec", ""),
        ("tcpSocket", "TCP probes can ask only one thing"),
        ("grpc", "one gRPC service answers for the whole program"),
    ):
        if (
            live.get(handler) is not None
            and ready.get(handler) is not None
            and _same(handler, child(live, handler), child(ready, handler))
        ):
            message = "'readinessProbe' asks the same as 'livenessProbe'; it must ask another path or command"
            yield Fault("readinessProbe", message, reason=reason)


def _same(handler: str, live: Manifest, ready: Manifest) -> bool:
    """Named ports count as one: checkers cannot tell which number a name has."""
    if handler == "exec":
        return (live.get("command") or []) == (ready.get("command") or [])
    if handler == "grpc":
        return (live.get("service") or "") == (ready.get("service") or "")
    ports = live.get("port"), ready.get("port")
    if handler == "tcpSocket":
        return ports[0] == ports[1]
    named = all(isinstance(port, str) for port in ports)
    return (live.get("path") or "/") == (ready.get("path") or "/") and (named or ports[0] == ports[1])


RULE = ContainerRule(
    severity="warning",
    of=("containers",),
    verify=verify,
    sure={"": _ask_apart},
    condition=f"!has({LIVE}) || !has({READY}) || !({HTTP} || {EXEC} || {TCP} || {GRPC})",
    spared=f"({TCP} || {GRPC}) && !({HTTP} || {EXEC})",
    sources=["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    asked_by={"kube-score": ["pod-probes-identical"], "kyverno": ["validate-probes"]},
    rows=["F15"],
    practice="Liveness and readiness probes",
    satisfy="`health: {live: /livez, ready: /readyz}`.",
    manifest="In every container: `livenessProbe` and `readinessProbe` must ask different paths or commands.",
)
