"""Random calls and callers: who of a project uses whom, and what outside of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.random.containers import Ports, optional, ports
from tests.random.texts import CIDR, ENV_NAME, HOST, LABELS, MESHED, SELECTOR, Written, dns_label

Spec = dict[str, Any]
JOBS = ("job", "cronjob")
BLUEPRINTS = st.sampled_from(["web", "web", "worker", "stateful", "static", "daemon", *JOBS])


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a service others must know before the rest of it is written."""

    name: str
    blueprint: str
    ports: Ports


@dataclass(frozen=True, slots=True)
class World:
    """What all environments of a project state, and the services there are."""

    facts: frozenset[str]
    services: list[Frame] = field(default_factory=list)


@st.composite
def frame(draw: st.DrawFn, name: str) -> Frame:
    """A service's name, blueprint and ports; others can call what has some."""
    blueprint = draw(BLUEPRINTS)
    if blueprint == "static":
        return Frame(name, blueprint, {"http": {"port": 8080}})
    return Frame(name, blueprint, draw(ports(least=0 if blueprint in ("worker", *JOBS) else 1)))


@st.composite
def traffic(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    part: Spec = {}
    named = list(own.ports)
    calls: Spec = {
        one.name: draw(_call(one)) for one in world.services if one.ports and one.name != own.name and draw(st.booleans())
    }
    for name, call in zip(["kafka", "stripe"], [_neighbour(found), _external(world, found)], strict=True):
        optional(draw, calls, name, call)
    variables = iter(f"{name}_ADDR" for name in draw(st.lists(ENV_NAME, unique=True, min_size=6, max_size=6)))
    for call in calls.values():
        if draw(st.booleans()):
            call["env"] = next(variables)
    if calls:
        part["calls"] = calls
    chosen = st.lists(st.sampled_from(named), unique=True) if named else st.just([])
    namespaces = st.just(MESHED) if "mesh" in world.facts else dns_label()
    labels = SELECTOR if found.get("sensitive") else LABELS
    caller = st.builds(lambda ns, pods, some: {"namespace": ns, "pods": pods, "ports": some}, namespaces, labels, chosen)
    if named:
        optional(draw, part, "callers", st.dictionaries(dns_label(), caller, max_size=2))
        optional(draw, part, "peers", st.one_of(chosen, chosen.map(lambda some: {"ports": some})))
    return part


@st.composite
def _call(draw: st.DrawFn, called: Frame) -> Spec:
    """A call of a service of the project: its only port, or a named or numbered one."""
    name, port = draw(st.sampled_from(list(called.ports.items())))
    number = port.get("published", port["port"])
    if len(called.ports) == 1 and draw(st.booleans()):
        return {}
    return {"port": draw(st.sampled_from([name, number]))}


def _neighbour(found: Spec) -> Written:
    return st.builds(
        lambda ns, pods, port, protocol: {"namespace": ns, "pods": pods, "port": port, "protocol": protocol},
        dns_label(),
        SELECTOR if found.get("sensitive") else LABELS,
        st.integers(1, 65535),
        st.sampled_from(["tcp", "udp"]),
    )


@st.composite
def _external(draw: st.DrawFn, world: World, found: Spec) -> Spec:
    part = {"host": draw(HOST), "port": draw(st.integers(1, 65535))}
    if "external_traffic" not in world.facts or found.get("sensitive") or draw(st.booleans()):
        part["cidr"] = draw(st.lists(CIDR, unique=True, min_size=1, max_size=2))
    return part
