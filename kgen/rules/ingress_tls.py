"""Every host of an Ingress is served with TLS.

What travels in plain text is read and changed by whoever stands in between.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child, maps, texts


def verify(ingress: Subject) -> Iterator[Fault]:
    spec = child(ingress.value, "spec")
    served = [host for one in maps(spec, "tls") for host in texts(one, "hosts")]
    if not spec.get("tls"):
        yield Fault("spec.tls", "'spec.tls' is not set; it must name the hosts and the secret with their certificate")
        return
    for index, rule in enumerate(maps(spec, "rules")):
        host = rule.get("host")
        if host is not None and host not in served:
            path = f"spec.rules[{index}].host"
            yield Fault(path, f"'{path}' is {shown(host)}; it must be one of the hosts in 'spec.tls'")


RULE = ObjectRule(
    severity="error",
    kinds=("Ingress",),
    verify=verify,
    condition=(
        "has(object.spec.tls) && size(object.spec.tls) > 0 && "
        "(!has(object.spec.rules) || object.spec.rules.all(r, !has(r.host) || "
        "object.spec.tls.exists(t, has(t.hosts) && r.host in t.hosts)))"
    ),
    sources=["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"],
    asked_by={
        "polaris": ["tlsSettingsMissing"],
        "kubescape": ["C-0263"],
        "kyverno": ["require-ingress-https", "ingress-host-match-tls"],
    },
    rows=["G10"],
    practice="One way in, encrypted",
    satisfy='`gateway: {tls_secret: "{service}-tls"}` in the environment.',
    manifest="In an Ingress: each `host` must stand in `spec.tls[].hosts`.",
)
