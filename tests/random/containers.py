"""Random parts of a spec that make up containers: ports, probes, variables, what is mounted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from tests.random.texts import (
    BYTES,
    CPU,
    DISK,
    DURATION,
    ENV_NAME,
    IMAGE,
    PATH,
    SECONDS,
    SMALL,
    TEXT,
    URL_PATH,
    Written,
    dns_label,
    written_list,
)

PORT_NAME = st.one_of(
    st.sampled_from(["http", "grpc", "tcp-main", "udp-log", "metrics"]),
    st.from_regex(r"[a-z]{1,4}(-[a-z0-9]{1,4})?", fullmatch=True),
)
Ports = dict[str, dict[str, Any]]
"""Ports in full form, by name."""


def optional(draw: st.DrawFn, into: dict[str, Any], field: str, values: Written, chance: int = 3) -> None:
    """Write a field once in `chance` times."""
    if draw(st.integers(1, chance)) == chance:
        into[field] = draw(values)


@st.composite
def ports(draw: st.DrawFn, taken: Iterable[int] = (), least: int = 0) -> Ports:
    """Ports of one container in full form; none of the numbers that the pod has taken."""
    names = draw(st.lists(PORT_NAME, unique=True, min_size=least, max_size=3))
    numbers = st.integers(1024, 65535).filter(lambda n: n not in {2222, *taken})
    chosen = draw(st.lists(numbers, unique=True, min_size=len(names), max_size=len(names)))
    published = draw(
        st.lists(
            st.integers(1, 65535).filter(lambda n: n not in (22, 2222)), unique=True, min_size=len(names), max_size=len(names)
        )
    )
    found: Ports = {}
    for name, number, other in zip(names, chosen, published, strict=True):
        found[name] = {"port": number}
        if draw(st.booleans()) and other not in chosen:
            found[name]["published"] = other
        optional(draw, found[name], "protocol", st.sampled_from(["http", "grpc", "tcp", "udp"]))
    return found


def is_udp(name: str, port: dict[str, Any]) -> bool:
    """Whether a port speaks UDP: as it says, or as its name begins."""
    return bool(port.get("protocol", "udp" if name == "udp" or name.startswith("udp-") else "") == "udp")


@st.composite
def written_ports(draw: st.DrawFn, full: Ports) -> dict[str, Any]:
    """Ports in any of their written forms."""
    return {name: draw(_written_port(port)) for name, port in full.items()}


def _written_port(port: dict[str, Any]) -> Written:
    forms: list[Any] = [port]
    if "protocol" not in port:
        number, published = port["port"], port.get("published")
        forms += [f"{published}:{number}"] if published else [number, str(number)]
    return st.sampled_from(forms)


@st.composite
def probe(draw: st.DrawFn, askable: list[str], kind: str) -> Any:
    """One probe that asks by path, grpc, command or connection."""
    if kind == "grpc":
        found: dict[str, Any] = {"grpc": True, "service": draw(TEXT)}
        short: Any = found
    elif kind == "command":
        command = draw(st.lists(TEXT, min_size=1, max_size=3))
        found = {"command": ["/bin/check", *command]}
        short = found["command"]
    else:
        path = f"/{kind}{draw(URL_PATH)}"
        found, short = {"path": path}, path
        optional(draw, found, "headers", st.dictionaries(st.from_regex(r"X-[A-F]{1,4}", fullmatch=True), TEXT, max_size=2))
        optional(draw, found, "port", st.sampled_from(askable))
    optional(draw, found, "delay", SECONDS)
    optional(draw, found, "every", SECONDS)
    optional(draw, found, "timeout", SECONDS)
    optional(draw, found, "failures", st.integers(1, 20))
    return draw(st.sampled_from([found, short]))


@st.composite
def health(draw: st.DrawFn, askable: list[str]) -> Any:
    """Health of a container with (or without) ports that take TCP; live and ready never ask the same."""
    if not askable:
        return {"live": draw(probe([], "command"))}
    found: Any = draw(st.sampled_from(["tcp", "grpc", "/healthz", {"path": "/healthz"}, {"grpc": True}, {}]))
    if isinstance(found, str) or "grpc" in found:
        return found
    found = dict(found)
    optional(draw, found, "live", st.sampled_from(["live", "grpc"]).flatmap(lambda kind: probe(askable, kind)), 2)
    optional(draw, found, "ready", st.sampled_from(["path", "command"]).flatmap(lambda kind: probe(askable, kind)), 2)
    optional(draw, found, "startup", probe(askable, "started"))
    optional(draw, found, "delay", SECONDS)
    optional(draw, found, "every", SECONDS)
    optional(draw, found, "patience", DURATION)
    return found


_PODS = st.sampled_from(["name", "namespace", "ip", "node", "node-ip", "service-account", "cpu", "memory"])


@st.composite
def env(draw: st.DrawFn, taken: Iterable[str] = ()) -> dict[str, Any]:
    """Variables: a lone text or number, the full form, or a fact of the pod."""
    names = draw(st.lists(ENV_NAME.filter(lambda name: name not in set(taken)), unique=True, max_size=4))
    forms = st.one_of(
        TEXT,
        st.integers(-(2**60), 2**60),
        st.booleans(),
        TEXT.map(lambda text: {"value": text}),
        _PODS.map(lambda fact: {"pod": fact}),
    )
    return {name: draw(forms) for name in names}


@st.composite
def scratch(draw: st.DrawFn, paths: list[str]) -> Any:
    """Folders to write to: a list, or a map of sizes."""
    if draw(st.booleans()):
        return draw(written_list(paths))
    full = st.builds(lambda size, memory: {"size": size, "memory": memory}, SMALL, st.booleans())
    return {path: draw(st.one_of(SMALL, full)) for path in paths}


@st.composite
def helper(draw: st.DrawFn, shared: list[str], taken: set[int], *, beside: bool) -> dict[str, Any]:
    """An init container, or one that runs beside; `shared` is what it may mount of the service."""
    found: dict[str, Any] = {"image": draw(IMAGE)}
    optional(draw, found, "command", st.lists(TEXT, min_size=1, max_size=2))
    optional(draw, found, "args", st.lists(TEXT, max_size=2))
    optional(draw, found, "env", env())
    optional(draw, found, "cpu", CPU)
    optional(draw, found, "memory", BYTES)
    optional(draw, found, "disk", DISK)
    optional(draw, found, "scratch", st.lists(PATH, unique=True, max_size=2).flatmap(scratch))
    if shared:
        optional(draw, found, "volumes", st.lists(st.sampled_from(shared), unique=True, max_size=2))
    if beside:
        own = draw(ports(taken))
        taken |= {port["port"] for port in own.values()}
        found["ports"] = draw(written_ports(own))
        askable = [name for name, port in own.items() if not is_udp(name, port)]
        if askable:
            optional(draw, found, "health", health(askable))
    return found


HELPER_NAMES = st.lists(dns_label(8), unique=True, max_size=2)
