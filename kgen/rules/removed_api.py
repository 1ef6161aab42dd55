"""Every object has an API version that the cluster still has.

The API server refuses an object of a version that was removed, so what worked before an upgrade of the cluster cannot be applied
after it. Which versions are gone is judged for the environment's Kubernetes version (`--kubernetes` of `kgen lint`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject
from kgen.rules._apis import is_current, looked_up


def _verify(subject: Subject) -> Iterator[Fault]:
    from kgen.verify.deprecations import removed

    target = subject.environment.kubernetes
    row, kind, use = looked_up(subject.manifest, target, removed)
    if row:
        yield Fault("apiVersion", f"{kind} was removed in Kubernetes {row.removed}; {use}")


RULE = ObjectRule(
    severity="error",
    sure={"apiVersion": is_current, "kind": is_current},
    verify=_verify,
    sources=["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
    asked_by={
        "kube-score": ["stable-version"],
        "kube-linter": ["no-extensions-v1beta"],
        "trivy": ["KSV-0107"],
        "kyverno": ["check-deprecated-apis"],
        "pluto": ["deprecated-versions"],
        "popeye": ["403"],
    },
    rows=["H9"],
    practice="upgrade at least quarterly",
    satisfy="Nothing to write: kgen writes versions that the environment's Kubernetes has.",
    manifest="`apiVersion` must be one that the target version of Kubernetes serves for this kind.",
)
