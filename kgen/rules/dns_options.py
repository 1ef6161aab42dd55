"""Names outside the cluster are asked for as they are, where the environment says so.

By default a pod tries every name with fewer than five dots in each search domain of the cluster first: five questions for
one answer. The environment has to state `dns: {ndots: 2}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, PodRule, Subject, child, made, maps


def _is_stated(pod: Subject) -> bool:
    return any(option.get("name") == "ndots" for option in maps(child(pod.value, "dnsConfig"), "options"))


def harden(pod: Subject) -> None:
    config = made(pod.value, "dnsConfig") if not _is_stated(pod) else None
    options = config.get("options") if config is not None else ()
    if config is not None and (options is None or isinstance(options, list)):
        config["options"] = [*(options or []), {"name": "ndots", "value": str(pod.environment.dns.ndots)}]


def verify(pod: Subject) -> Iterator[Fault]:
    if not _is_stated(pod):
        yield Fault(
            "dnsConfig.options", f"'dnsConfig.options' lacks 'ndots'; add it with the value '{pod.environment.dns.ndots}'"
        )


RULE = PodRule(
    severity="warning",
    when=lambda environment: environment.dns.ndots is not None,
    harden=harden,
    verify=verify,
    condition=(
        "has(variables.pod.dnsConfig) && has(variables.pod.dnsConfig.options) && "
        "variables.pod.dnsConfig.options.exists(o, has(o.name) && o.name == 'ndots')"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config"],
    asked_by={"kube-linter": ["dnsconfig-options"], "kyverno": ["add-ndots", "change-dns-config-policy"]},
    rows=["F23"],
    practice="Names are found without detours",
    satisfy="`dns: {ndots: 2}` in the environment; kgen fills it in.",
    manifest="In the pod: `dnsConfig.options` must hold an entry named `ndots`.",
)
