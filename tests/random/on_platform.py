"""Random parts of a spec that need a fact of the environment: the way in, what is watched, and the Kubernetes API."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.random.containers import is_udp, optional
from tests.random.texts import HOST, SECONDS, Written
from tests.random.traffic import Frame, Spec, World


@st.composite
def platform(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    """What needs a fact of the environment."""
    part: Spec = {}
    tcp = [name for name, port in own.ports.items() if not is_udp(name, port)]
    if "gateway" in world.facts and tcp:
        http = [name for name in tcp if "grpc" not in (name[:4], own.ports[name].get("protocol"))]
        optional(draw, part, "expose", expose(tcp, http, alone=len(tcp) == len(own.ports)))
    if "monitoring" in world.facts and tcp:
        full = st.builds(
            lambda port, more: {"port": port, "path": "/figures", **more},
            st.sampled_from(tcp),
            st.fixed_dictionaries({}, optional={"every": SECONDS}),
        )
        optional(draw, part, "metrics", st.one_of(st.sampled_from(tcp), full))
    if "watching" in world.facts:
        optional(draw, part, "dashboard", st.sampled_from([True, {"text": '{"panels": []}'}]))
        if "metrics" in part:
            optional(draw, part, "objectives", _OBJECTIVES)
    if "tracing" in world.facts:
        optional(draw, part, "tracing", st.booleans())
    if "api_server" in world.facts:
        verbs = st.lists(st.sampled_from(["get", "list", "watch"]), unique=True, min_size=1)
        named = verbs.map(lambda some: {"verbs": some, "names": ["flags"], "group": ""})
        kinds = st.sampled_from(["configmaps", "services", "pods", "endpoints"])
        optional(draw, part, "permissions", st.dictionaries(kinds, st.one_of(verbs, named), max_size=2))
    return part


@st.composite
def expose(draw: st.DrawFn, tcp: list[str], http: list[str], *, alone: bool) -> object:
    """Hosts, and paths of HTTP, as any gateway can serve them; a lone host where every port could be meant."""
    hosts = draw(st.lists(HOST, unique=True, min_size=1, max_size=3))
    if alone and draw(st.booleans()):
        return hosts[0]
    part: Spec = {"port": draw(st.sampled_from(tcp))}
    part |= {"host": hosts[0]} if len(hosts) == 1 else {"hosts": hosts}
    if part["port"] not in http:
        return part
    if draw(st.booleans()):
        part["path"] = draw(st.sampled_from(["/", "/a"]))
    else:
        part["paths"] = draw(st.lists(st.sampled_from(["/a", "/b/c", "/d"]), unique=True, min_size=1))
    return part


_OBJECTIVES: Written = st.one_of(
    st.sampled_from([99.9, 95]),
    st.fixed_dictionaries(
        {"latency": st.sampled_from([{"under": "300ms"}, {"percent": 99.5, "under": "1s"}])},
        optional={"availability": st.just(99), "requests": st.just("grpc_server_handled_total"), "failed": st.just('code="13"')},
    ),
)
