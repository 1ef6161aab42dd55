"""Random parts of a spec that say how its copies run: how many, when, to which end, on which nodes, and how new ones follow."""

from __future__ import annotations

from hypothesis import strategies as st

from kgen.fragments._copies import reachable
from tests.random.containers import optional
from tests.random.texts import DURATION, IMAGE, PATH, SECONDS, Written
from tests.random.traffic import JOBS, Frame, Spec, World

SHARE: Written = st.sampled_from([1, "2", "10%", "100%"])
CRON = st.sampled_from(["0 3 * * *", "*/5 0-6,22 1 JAN mon-fri", "@weekly", "@hourly"])


@st.composite
def scale(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    """How many copies there are, what decides it, and how a new version gets its part of the traffic."""
    part: Spec = {}
    choice = draw(st.sampled_from(["silent", "replicas", "autoscale", "singleton", "queue"]))
    if choice == "replicas":
        part["replicas"] = draw(st.integers(2, 20))
        optional(draw, part, "canary", _canary(world, part["replicas"], found["image"]))
    elif choice == "autoscale" or (choice == "queue" and "queue_scaler" in world.facts):
        low = draw(st.integers(2, 9))
        targets: Spec = draw(st.sampled_from([{}, {"cpu": 50}, {"memory": 80}, {"cpu": None, "memory": 80}]))
        if choice == "queue":
            low, targets = draw(st.integers(0, 9)), {"queue": {"kind": "sqs", "name": "mails", "region": "eu-central-1"}}
        part["autoscale"] = {"min": low, "max": low + draw(st.integers(2, 9)), **targets}
    elif choice == "singleton":
        part["singleton"] = True
    full = st.fixed_dictionaries({"surge": SHARE}, optional={"unavailable": SHARE, "settle": SECONDS})
    optional(draw, part, "rollout", full)
    return part


def _canary(world: World, replicas: int, image: str) -> Written:
    """A weight that the copies can give, or any where something else gives it."""
    weights = st.integers(1, 99) if "rollouts" in world.facts else st.sampled_from(reachable(replicas))
    return st.builds(lambda image, weight: {"image": image, "weight": weight}, IMAGE.filter(image.__ne__), weights)


@st.composite
def run(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    """A run that comes to an end, and when it begins."""
    part: Spec = {}
    if own.blueprint not in JOBS:
        return part
    full = st.fixed_dictionaries(
        {},
        optional={
            "retries": st.integers(0, 9),
            "deadline": DURATION,
            "times": st.integers(1, 9),
            "parallel": st.integers(1, 9),
        },
    )
    optional(draw, part, "run", full, 2)
    if own.blueprint == "cronjob":
        more = st.fixed_dictionaries(
            {"cron": CRON},
            optional={
                "time_zone": st.sampled_from(["Europe/Berlin", "Etc/UTC"]),
                "overlap": st.sampled_from(["forbid", "replace", "allow"]),
                "late": st.sampled_from([10, "5m", "1h"]),
                "keep": st.fixed_dictionaries({}, optional={"done": st.integers(0, 9), "failed": st.integers(0, 9)}),
            },
        )
        part["schedule"] = draw(st.one_of(CRON, more))
    return part


@st.composite
def place(draw: st.DrawFn, own: Frame, world: World, found: Spec) -> Spec:
    """The nodes it runs on, what of them it uses, and what keeps it from them."""
    part: Spec = {}
    if "node_pools" in world.facts:
        optional(draw, part, "node_pool", st.just("gpu"))
    optional(draw, part, "devices", st.just({"nvidia.com/gpu": 1, "example.com/fast-link": 2}))
    optional(draw, part, "data", st.sampled_from([["pii"], ["cardholder", 7]]))
    if "sensitive" in world.facts and draw(st.booleans()):
        return {**part, "sensitive": True}
    optional(draw, part, "runtime", st.sampled_from(["gvisor", "kata.qemu"]))
    if "privileged" in world.facts and "mesh" not in world.facts:
        optional(draw, part, "host", _host(), 2)
    return part


@st.composite
def _host(draw: st.DrawFn) -> Spec:
    part: Spec = {flag: True for flag in ("network", "pid", "ipc") if draw(st.booleans())}
    changed = st.builds(lambda kind, path: {"kind": kind, "path": path, "write": True}, st.sampled_from(["folder", "file"]), PATH)
    optional(draw, part, "paths", st.one_of(st.just({"/var/log": {}}), changed.map(lambda path: {"/var/lib/agent": path})))
    return part


def excused(host: Spec) -> Spec:
    """The exemptions of the parts of a node that a service uses."""
    rules = {f"host-{part}" if part != "paths" else "host-path" for part in host}
    if any(path.get("write") for path in host.get("paths", {}).values()):
        rules.add("host-path-read-only")
    return {rule: {"reason": "it is an agent of the node"} for rule in sorted(rules)}
