"""Random valid projects: environments with their facts, and services that use each other."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.random.containers import optional
from tests.random.specs import spec
from tests.random.texts import CIDR, SELECTOR, dns_label
from tests.random.traffic import Spec, World, frame

VERSIONS = ["1.29", "1.30", "1.33", "1.35", "1.37"]
NEEDS = ["gateway", "monitoring", "api_server", "external_traffic", "storage_class"]


@dataclass(frozen=True)
class Project:
    """A project as it stands in files; `plain` writes them as YAML, else as JSON, which is YAML too."""

    file: Spec
    specs: list[Spec]
    plain: bool

    def write(self, folder: Path) -> Path:
        """The project's folder, written anew."""
        (folder / "services").mkdir(parents=True)
        (folder / "kgen.yaml").write_text(self._text(self.file), "utf-8")
        (folder / "services" / "settings.txt").write_text("a: é\r\n\n\tb: [1, 2]\n\n", "utf-8", newline="")
        for one in self.specs:
            (folder / "services" / f"{one['name']}.yaml").write_text(self._text(one), "utf-8")
        return folder

    def _text(self, value: Any) -> str:
        if self.plain:
            return yaml.safe_dump(value, sort_keys=False)
        text = json.dumps(value, indent=1, ensure_ascii=False)
        return re.sub("[\x7f-\uffff]", lambda char: f"\\u{ord(char[0]):04x}", text)


@st.composite
def project(draw: st.DrawFn) -> Project:
    """One to three services in one or two environments."""
    facts = frozenset(draw(st.lists(st.sampled_from(NEEDS), unique=True)))
    environments = {
        name: draw(_environment(name, facts)) for name in draw(st.sampled_from([["staging"], ["staging", "production"]]))
    }
    names = draw(st.lists(st.one_of(dns_label(), dns_label(40)), unique=True, min_size=1, max_size=3))
    world = World(facts, [draw(frame(name)) for name in names])
    specs = [draw(spec(own, world)) for own in world.services]
    file: Spec = {"environments": environments}
    optional(draw, file, "defaults", st.just({"owner": "shop", "cpu": "100m..1", "env": {"LOG": "info"}}))
    file["environments"].setdefault("staging", {})
    return Project(file, specs, draw(st.booleans()))


@st.composite
def _environment(draw: st.DrawFn, name: str, needs: frozenset[str]) -> Spec:
    """An environment that states the facts that are needed, and any of the others."""
    namespace = draw(st.sampled_from([f"{{system}}-{name}", "{service}-{environment}", f"all-{name}"]))
    found: Spec = {"namespace": draw(st.sampled_from([namespace, {"name": namespace, "owned": False}]))}
    for need in sorted(needs):
        found[need] = draw(_FACTS[need])
    optional(draw, found, "kubernetes", st.sampled_from(VERSIONS), 2)
    optional(draw, found, "platform", st.sampled_from(["generic", "eks", "gke", "gke-autopilot", "aks", "openshift"]), 2)
    optional(draw, found, "dns", st.builds(lambda ns, pods: {"namespace": ns, "pods": pods, "port": 5353}, dns_label(), SELECTOR))
    optional(draw, found, "priority_class", dns_label())
    for flag in ("apparmor", "selinux", "assigned_ids"):
        optional(draw, found, flag, st.booleans())
    if found.get("kubernetes", "1.33") >= "1.33":
        optional(draw, found, "user_namespaces", st.booleans())
    optional(draw, found, "ip_families", st.sampled_from([[], ["IPv4"], ["IPv6", "IPv4"]]))
    return found


_CIDRS = st.lists(CIDR, unique=True, min_size=1, max_size=2)
_FACTS = {
    "gateway": st.one_of(
        st.builds(lambda ns, pods: {"name": "public", "namespace": ns, "pods": pods, "listener": "https"}, dns_label(), SELECTOR),
        st.builds(
            lambda cidr: {"api": "ingress", "ingress_class": "internal", "tls_secret": "{service}-tls", "cidr": cidr}, _CIDRS
        ),
    ),
    "monitoring": st.builds(lambda ns, find: {"namespace": ns, "annotations": find}, dns_label(), st.booleans()),
    "api_server": st.one_of(_CIDRS, _CIDRS.map(lambda cidr: {"cidr": cidr, "port": 6443})),
    "external_traffic": st.one_of(
        st.just("open"),
        st.builds(lambda ns, pods: {"proxy": {"namespace": ns, "pods": pods, "port": 3128}}, dns_label(), SELECTOR),
    ),
    "storage_class": dns_label(),
}
