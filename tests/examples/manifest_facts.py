"""Facts read from the manifests of one service, whoever wrote them, in the form of the table of facts.

What a manifest leaves out counts as what the API server would fill in
(https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Manifest = dict[str, Any]


def facts(deployment: Manifest, service: Manifest | None) -> dict[str, Any]:
    """What a Deployment and its Service say of one program; `replicas` only where stated."""
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    names = {port["name"]: port["containerPort"] for port in container.get("ports", []) if "name" in port}
    found = {
        **program(container),
        **_resources(container),
        "ports": _ports(service, names) if service else {},
        "scratch": _scratch(pod, container),
        "live": _probe(container.get("livenessProbe"), names),
        "ready": _probe(container.get("readinessProbe"), names),
        "grace": pod.get("terminationGracePeriodSeconds", 30),
        "replicas": deployment["spec"].get("replicas"),
        "init": {helper["name"]: program(helper) for helper in pod.get("initContainers", [])},
    }
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


def program(container: Manifest) -> dict[str, Any]:
    """What a container runs."""
    env = {variable["name"]: variable["value"] for variable in container.get("env", [])}
    found = {
        "image": container["image"],
        "env": {name: expanded(value, env) for name, value in env.items()},
        "command": [expanded(part, env) for part in container.get("command", [])],
        "args": [expanded(part, env) for part in container.get("args", [])],
    }
    return {key: value for key, value in found.items() if value}


def expanded(text: str, env: Mapping[str, str]) -> str:
    """The text as the program gets it: `$$` is a dollar, `$(NAME)` the variable's value, unknown names stay."""
    return re.sub(r"\$\$|\$\(([^)]*)\)", lambda found: "$" if found[0] == "$$" else env.get(found[1], found[0]), text)


def callers(policies: Iterable[Manifest], service: str, label: str) -> dict[str, list[int]] | str:
    """Who may reach a service at which ports, by the value of the pods' label, over all network policies; or `anyone`.

    Pods of the service itself do not count; a peer without that label is the gateway.
    """
    found: dict[str, list[int]] = {}
    for policy in policies:
        if policy["spec"]["podSelector"].get("matchLabels", {}).get(label) != service:
            continue
        for rule in policy["spec"].get("ingress", []):
            if not rule.get("from"):
                return "anyone"
            for peer in rule["from"]:
                name = peer.get("podSelector", {}).get("matchLabels", {}).get(label, "gateway")
                if name != service:
                    found.setdefault(name, []).extend(port["port"] for port in rule["ports"])
    return found


def _resources(container: Manifest) -> dict[str, str]:
    requests, limits = container["resources"]["requests"], container["resources"]["limits"]
    return {name: f"{requests[name]}..{limits[name]}" for name in ("cpu", "memory")}


def _ports(service: Manifest, names: Mapping[str, int]) -> dict[str, str]:
    ports = service["spec"]["ports"]
    targets = {port["name"]: port.get("targetPort", port["port"]) for port in ports}
    return {port["name"]: f"{port['port']} -> {_number(targets[port['name']], names)}" for port in ports}


def _scratch(pod: Manifest, container: Manifest) -> list[str]:
    empty = {volume["name"] for volume in pod.get("volumes", []) if "emptyDir" in volume}
    return sorted(mount["mountPath"] for mount in container.get("volumeMounts", []) if mount["name"] in empty)


def _probe(probe: Manifest | None, names: Mapping[str, int]) -> dict[str, Any] | None:
    if probe is None:
        return None
    times = {"delay": probe.get("initialDelaySeconds", 0), "every": probe.get("periodSeconds", 10)}
    others = {"timeout": (probe.get("timeoutSeconds", 1), 1), "failures": (probe.get("failureThreshold", 3), 3)}
    unusual = {key: value for key, (value, usual) in others.items() if value != usual}
    return {**_question(probe, names), **times, **unusual}


def _question(probe: Manifest, names: Mapping[str, int]) -> dict[str, Any]:
    if "grpc" in probe:
        return {"grpc": probe["grpc"]["port"]}
    if "tcpSocket" in probe:
        return {"tcp": _number(probe["tcpSocket"]["port"], names)}
    get = probe["httpGet"]
    headers = {header["name"]: header["value"] for header in get.get("httpHeaders", [])}
    return {"http": get["path"], "port": _number(get["port"], names), "headers": headers}


def _number(port: int | str, names: Mapping[str, int]) -> int:
    return port if isinstance(port, int) else names[port]
