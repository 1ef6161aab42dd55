"""Random valid specs, field by field, in the forms people write."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from kgen.expand.blueprint import find
from tests.random.containers import HELPER_NAMES, env, health, helper, is_udp, optional, scratch, written_ports
from tests.random.on_platform import platform
from tests.random.texts import (
    BYTES,
    CPU,
    DAY,
    DISK,
    ENV_NAME,
    IMAGE,
    LABEL_VALUE,
    LABELS,
    PATH,
    SELECTOR,
    SIZE,
    TEXT,
    WRITTEN_TEXT,
    Written,
    dns_label,
)
from tests.random.traffic import Frame, Spec, World, traffic
from tests.random.workloads import excused, place, run, scale

CONFIG: Written = st.sampled_from(
    [
        "settings.txt",
        {"file": "settings.txt"},
        "conf/",
        *({"text": text} for text in ("", "a: 1\n", "é\tx\r\n", " [x]\n\n", "no end")),
    ]
)
KINDS = {"stateful": "StatefulSet", "daemon": "DaemonSet", "job": "Job", "cronjob": "CronJob"}
ACCESS = st.sampled_from(["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"])


@st.composite
def spec(draw: st.DrawFn, own: Frame, world: World) -> Spec:
    """One valid spec with any of the fields."""
    found: Spec = {"name": own.name, "image": draw(IMAGE), "blueprint": own.blueprint, "system": "shop"}
    if own.blueprint == "static":
        pass  # its port is the blueprint's
    elif list(own.ports) == ["http"] and draw(st.booleans()):
        found["port"] = draw(written_ports(own.ports))["http"]
    elif own.ports:
        found["ports"] = draw(written_ports(own.ports))
    for part in (_about, _program, scale, run, place, _mounted, traffic, platform, _helpers, _changes):
        found |= draw(part(own, world, found))
    found["exemptions"] = found.get("exemptions", {}) | excused(found.get("host", {}))
    return _fitting(found, world)


def _fitting(found: Spec, world: World) -> Spec:
    """The spec without what its blueprint or the mesh refuses, for its environments too."""
    refused = {*find(found["blueprint"], None).refuses}
    if found.get("canary"):
        refused.add("selector")
    if "singleton" in found or "singleton" in found.get("environments", {}).get("staging", {}):
        refused.add("rollout")
    if ("mesh" in world.facts or found["blueprint"] == "static") and "grpc" in json.dumps(found.get("health", "")):
        refused.add("health")
    layers = {name: _without(layer, refused) for name, layer in found.get("environments", {}).items()}
    return {**_without(found, refused), **({"environments": layers} if layers else {})}


def _without(values: Spec, refused: set[str]) -> Spec:
    return {field: value for field, value in values.items() if field not in refused}


@st.composite
def _about(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    part: Spec = {}
    optional(draw, part, "owner", LABEL_VALUE.filter(lambda value: value != ""))
    optional(draw, part, "contact", TEXT)
    optional(draw, part, "labels", LABELS)
    optional(
        draw, part, "annotations", st.dictionaries(st.from_regex(r"x\.dev/[A-Z]{1,5}", fullmatch=True), WRITTEN_TEXT, max_size=3)
    )
    optional(draw, part, "priority", dns_label())
    optional(draw, part, "spread", st.sampled_from(["preferred", "required"]))
    return part


@st.composite
def _program(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    part: Spec = {}
    optional(draw, part, "command", st.lists(WRITTEN_TEXT, max_size=3))
    optional(draw, part, "args", st.lists(WRITTEN_TEXT, max_size=3))
    optional(draw, part, "env", env(), 2)
    optional(draw, part, "cpu", CPU)
    optional(draw, part, "memory", BYTES)
    optional(draw, part, "disk", DISK)
    optional(draw, part, "health", health([name for name, port in own.ports.items() if not is_udp(name, port)]), 2)
    ids = st.integers(10001, 2**31 - 1)
    optional(draw, part, "user", st.one_of(ids, st.builds(lambda one, two: {"id": one, "group": two}, ids, ids)))
    graces = st.builds(lambda drain, more: {"drain": drain, "grace": drain + more}, st.integers(0, 60), st.integers(1, 60))
    optional(draw, part, "shutdown", st.one_of(graces, st.sampled_from(["30s", 30, "1m"])))
    return part


@st.composite
def _mounted(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    paths = iter(draw(st.lists(PATH, unique=True, min_size=8, max_size=8)))
    names = iter(draw(st.lists(dns_label(8), unique=True, min_size=4, max_size=4)))
    part: Spec = {}
    if draw(st.booleans()):
        part["config"] = {next(paths): draw(CONFIG), next(paths): draw(CONFIG)}
    if draw(st.booleans()):
        path, secret = next(paths), next(names)
        full = {"path": path, "keys": ["user", "tls.crt"]}
        fetched = "secrets" in world.facts  # key by key, into an object of the secret's name
        forms = [full] if fetched else [path, {"path": path}, full]
        part["secrets"] = {f"{own.name}-{secret}" if fetched else secret: draw(st.sampled_from(forms))}
    if draw(st.integers(1, 4)) == 4:
        whole = {"path": next(paths), "keys": ["key"], "env": {draw(ENV_NAME) + "_Q": "key"}}
        part.setdefault("secrets", {})[f"{own.name}-{next(names)}"] = whole
        part["exemptions"] = {"secret-not-in-env": draw(_exemption())}
    if draw(st.booleans()):
        alone = own.blueprint == "stateful" or "singleton" in found
        part["volumes"] = {next(names): draw(_volume(next(paths), world, alone))}
    if draw(st.booleans()):
        part["scratch"] = draw(scratch([next(paths), next(paths)]))
    return part


@st.composite
def _exemption(draw: st.DrawFn) -> Spec:
    part: Spec = {"reason": draw(TEXT.filter(str.strip))}
    optional(draw, part, "owner", TEXT)
    optional(draw, part, "until", DAY)
    return part


@st.composite
def _volume(draw: st.DrawFn, path: str, world: World, alone: bool) -> Spec:
    """Storage; one that only a node at a time can use where there is one copy, or one for each."""
    part: Spec = {"path": path, "access": draw(ACCESS if alone else st.just("ReadWriteMany"))}
    if draw(st.booleans()):
        return {**part, "claim": draw(dns_label())}
    if draw(st.integers(1, 4)) == 4:
        return {"path": path, "csi": draw(st.sampled_from(["csi.acme.dev", {"driver": "csi.acme.dev", "attributes": {"a": 1}}]))}
    part["size"] = draw(SIZE)
    if "storage_class" not in world.facts or draw(st.booleans()):
        part["storage_class"] = draw(dns_label())
    return part


@st.composite
def _helpers(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    shared = [*found.get("volumes", {}), *(name for name, one in found.get("secrets", {}).items() if "env" not in one)]
    taken = {port["port"] for port in own.ports.values()}
    part: Spec = {}
    for group in ("init", "sidecars"):
        names = [f"{group[0]}{name}" for name in draw(HELPER_NAMES)] if draw(st.integers(1, 3)) == 3 else []
        if names:
            part[group] = {name: draw(helper(shared, taken, beside=group == "sidecars")) for name in names}
    return part


@st.composite
def _changes(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    part: Spec = {}
    kind = KINDS.get(own.blueprint, "Deployment")
    if "rollouts" in world.facts and "canary" in found and kind == "Deployment":
        kind = "Rollout"
    patches = [
        {"kind": kind, "merge": {"metadata": {"labels": {"x.dev/all": "yes"}}}},
        {"kind": kind, "target": own.name, "merge": {"metadata": {"annotations": {"x.dev/patched": "1e3"}}}},
        {"kind": "NetworkPolicy", "operations": [{"op": "add", "path": "/metadata/annotations", "value": {"x.dev/a.b": "yes"}}]},
    ]
    optional(draw, part, "patches", st.lists(st.sampled_from(patches), max_size=2, unique_by=id))
    optional(draw, part, "selector", SELECTOR)
    here = {"env": {"STAGE": "on"}, "cpu": "100m"}
    layers = [here, {"replicas": 4}, {"autoscale": {"min": 3, "max": 5}}, {"singleton": True}]
    layers = [here] if {"singleton", "canary"} & found.keys() else layers
    optional(draw, part, "environments", st.sampled_from(layers).map(lambda layer: {"staging": layer}))
    return part
