"""Every way in which our manifests of the Online Boutique differ from the demo's own, by name and with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.examples.leaves import Leaves
from tests.examples.manifest_facts import expanded

_POD = r"spec\.template\.spec\."
_CONTAINER = rf"{_POD}(initC|c)ontainers\[[^]]+\]\."
_PROGRAM = re.compile(r"spec\.template\.spec\.containers\[[^]]+\]")

Holds = Callable[[Any, Leaves, str], bool]
"""Whether the demo's value is kept in another way: gets the value, our leaves, and the leaf's path in them."""


@dataclass(frozen=True)
class Change:
    """A leaf of the demo's that we say in another way, or not at all; `paths` is a pattern."""

    name: str
    reason: str
    paths: str
    holds: Holds


@dataclass(frozen=True)
class Addition:
    """Leaves that only we have; `paths` is a pattern."""

    name: str
    reason: str
    paths: str


def _left_out(value: Any, ours: Leaves, path: str) -> bool:
    return path not in ours


def _other_user(value: Any, ours: Leaves, path: str) -> bool:
    return bool(value == 1000 and ours.get(path) == 10001)


def _recommended_label(value: Any, ours: Leaves, path: str) -> bool:
    return bool(ours.get(f"{path}.kubernetes.io/name") == value)


def _name_of_port(value: Any, ours: Leaves, path: str) -> bool:
    """Whether our port is the name that the container gives to the demo's number."""
    names = [name for leaf, name in ours.items() if leaf.endswith(f".ports[{value}].name")]
    return names == [ours.get(path)]


def _name_of_service_port(value: Any, ours: Leaves, path: str) -> bool:
    """Whether our target is the port's own name; the facts test proves that it is the demo's number."""
    return bool(ours.get(path) == ours.get(path.replace(".targetPort", ".name")))


def _all_capabilities(value: Any, ours: Leaves, path: str) -> bool:
    return set(value) <= set(ours.get(path, ()))


def _service_name(value: Any, ours: Leaves, path: str) -> bool:
    return bool(ours.get(path) == ours.get("metadata.name"))


def _folder(value: Any, ours: Leaves, path: str) -> bool:
    """Whether the folder that we mount at /data is an emptyDir too."""
    mounts = {leaf: name for leaf, name in ours.items() if leaf.endswith(".volumeMounts[/data].name")}
    return any(leaf.startswith(f"spec.template.spec.volumes[{name}].emptyDir") for name in mounts.values() for leaf in ours)


def _escaped(value: Any, ours: Leaves, path: str) -> bool:
    return bool(value == [expanded(part, {}) for part in ours.get(path, ())])


CHANGES = (
    Change(
        "recommended-labels",
        "we select Kubernetes's recommended label, which bears the same name",
        r"\w+ (metadata\.labels|spec\.selector|spec\.selector\.matchLabels|spec\.template\.metadata\.labels)\.app",
        _recommended_label,
    ),
    Change(
        "istio-probes",
        "the annotation repeats Istio's own default, and a spec names no tool",
        r"Deployment spec\.template\.metadata\.annotations\.sidecar\.istio\.io/rewriteAppHTTPProbers",
        _left_out,
    ),
    Change(
        "container-name",
        "the container is called like its service, so that logs and metrics tell which it is",
        rf"Deployment {_POD}containers\[[^]]+\]\.name",
        _service_name,
    ),
    Change(
        "high-user",
        "user and group 1000 are a person's on many nodes; 10001 is nobody's",
        rf"Deployment {_POD}securityContext\.(fsGroup|runAsGroup|runAsUser)",
        _other_user,
    ),
    Change(
        "more-capabilities-dropped",
        "some checkers want NET_RAW named besides ALL",
        rf"Deployment {_CONTAINER}securityContext\.capabilities\.drop",
        _all_capabilities,
    ),
    Change(
        "named-probe-ports",
        "probes ask a port by its name, which follows when the number changes",
        rf"Deployment {_CONTAINER}\w+Probe\.(httpGet|tcpSocket)\.port",
        _name_of_port,
    ),
    Change(
        "named-target-ports",
        "a Service leads to a port by its name, which follows when the number changes",
        r"Service spec\.ports\[\d+\]\.targetPort",
        _name_of_service_port,
    ),
    Change(
        "default-period",
        "ten seconds between questions is Kubernetes's own default",
        rf"Deployment {_CONTAINER}\w+Probe\.periodSeconds",
        lambda value, ours, path: value == 10 and path not in ours,
    ),
    Change(
        "folder-name",
        "the name of a volume is read from its path",
        rf"Deployment {_POD}(volumes\[redis-data\]\.(name|emptyDir)|containers\[[^]]+\]\.volumeMounts\[/data\]\.name)",
        _folder,
    ),
    Change(
        "escaped-dollar",
        "the API server takes `$(` for a variable; `$$(` reaches the shell as the demo means it",
        rf"Deployment {_POD}initContainers\[frontend-check\]\.command",
        _escaped,
    ),
)

MISSING = {
    (
        "Service",
        "frontend-external",
    ): "the environment's gateway lets traffic in by an HTTPRoute; no service needs a load balancer of its own"
}
"""Objects of the demo's that we replace by others."""


NARROWER_INGRESS = {"frontend": ["gateway", "loadgenerator"]}
"""Whom we let in where the demo lets in anyone: the frontend's callers are known, so nobody else gets through."""

NARROWER_EGRESS = "each service of the demo may reach everything; ours may reach what they call, and DNS"
"""How all of our services differ from the demo's in the other direction."""


def in_our_words(path: str, service: str) -> str:
    """The path of a leaf of the demo's, with the one container called like its service."""
    return _PROGRAM.sub(f"spec.template.spec.containers[{service}]", path)


ADDITIONS = (
    Addition("namespace", "each environment has a namespace of its own", r"\w+ metadata\.namespace"),
    Addition(
        "labels",
        "the recommended labels and the owner, to find objects by",
        r"\w+ (metadata\.labels|spec\.template\.metadata\.labels)\.(app\.kubernetes\.io/[a-z-]+|owner)",
    ),
    Addition(
        "selectors",
        "the recommended labels select, where the demo's `app` did",
        r"(Deployment spec\.selector\.matchLabels|Service spec\.selector)\.app\.kubernetes\.io/(name|instance)",
    ),
    Addition("contact", "whom to ask", r"\w+ metadata\.annotations\.email"),
    Addition(
        "exemptions",
        "why a rule does not hold, for people and for the checkers that ask the same",
        r"Deployment metadata\.annotations\.(kgen\.dev/exempt|kube-score|ignore-check\.kube-linter\.io|polaris\.fairwinds\.com"
        r"|checkov\.io|kubescape\.io)[./].+",
    ),
    Addition(
        "safe-to-evict",
        "a node can be emptied although pods have scratch folders on it",
        r"Deployment spec\.template\.metadata\.annotations\.cluster-autoscaler\.kubernetes\.io/safe-to-evict",
    ),
    Addition("restart-policy", "Kubernetes's own default, stated", rf"Deployment {_POD}restartPolicy"),
    Addition("replicas", "copies that survive the loss of a node; a singleton has one", r"Deployment spec\.replicas"),
    Addition(
        "rollout",
        "how a new version takes over, and when it counts as failed",
        r"Deployment spec\.(strategy\..+|minReadySeconds|progressDeadlineSeconds|revisionHistoryLimit)",
    ),
    Addition(
        "pod-security",
        "users, seccomp and volume rights are stated for pods and containers alike",
        rf"Deployment {_POD}((initC|c)ontainers\[[^]]+\]\.)?securityContext\.(runAs\w+|seccompProfile\.type|fsGroupChangePolicy)",
    ),
    Addition(
        "no-credentials",
        "the program does not call the Kubernetes API, so it gets no token for it",
        rf"(ServiceAccount |Deployment {_POD})automountServiceAccountToken",
    ),
    Addition("own-account", "redis-cart runs under an account of its own too", rf"Deployment {_POD}serviceAccountName"),
    Addition(
        "no-service-links", "other services' addresses do not leak into the environment", rf"Deployment {_POD}enableServiceLinks"
    ),
    Addition("dns", "a name of four parts is asked for once, not four times", rf"Deployment {_POD}dnsConfig\..+"),
    Addition("spread", "copies do not share a node or zone", rf"Deployment {_POD}(affinity|topologySpreadConstraints.*?)\..+"),
    Addition(
        "fresh-images",
        "a node asks the registry whether the image it has is the right one",
        rf"Deployment {_CONTAINER}imagePullPolicy",
    ),
    Addition("disk", "a program cannot fill up the node's disk", rf"Deployment {_CONTAINER}resources\.\w+\.ephemeral-storage"),
    Addition(
        "check-resources",
        "the demo states none for the container that waits for the frontend",
        rf"Deployment {_POD}initContainers\[frontend-check\]\.resources\..+",
    ),
    Addition(
        "port-names",
        "a container's ports bear names and protocols",
        rf"Deployment {_CONTAINER}ports\[\d+\]\.(name|protocol)|Service spec\.ports\[\d+\]\.(protocol|appProtocol)",
    ),
    Addition("startup-probe", "a slow start is no reason to restart", rf"Deployment {_CONTAINER}startupProbe\..+"),
    Addition(
        "drain",
        "a copy still answers while it is taken out of the load balancing",
        rf"Deployment {_CONTAINER}lifecycle\.preStop\..+",
    ),
    Addition("default-grace", "Kubernetes's own default is stated", rf"Deployment {_POD}terminationGracePeriodSeconds"),
    Addition(
        "tmp",
        "the one folder that programs expect to write to",
        rf"Deployment ({_CONTAINER}volumeMounts\[/tmp\]|{_POD}volumes\[(frontend-check-)?tmp\])\..+",
    ),
    Addition("folder", "the folder for /data under our name, with a limit", rf"Deployment {_POD}volumes\[scratch-data\]\..+"),
)
