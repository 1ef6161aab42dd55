"""No object has an API version that is about to be removed.

A deprecated version still works, and goes with one of the next releases. Whoever changes it now, does so before an upgrade of
the cluster is in a hurry.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, ObjectRule, Subject
from kgen.rules._apis import is_current, looked_up


def _verify(subject: Subject) -> Iterator[Fault]:
    from kgen.verify.deprecations import deprecated

    row, kind, use = looked_up(subject.manifest, subject.environment.kubernetes, deprecated)
    if row:
        ends = f" and removed in {row.removed}" if row.removed else ""
        yield Fault("apiVersion", f"{kind} is deprecated since Kubernetes {row.since}{ends}; {use}")


RULE = ObjectRule(
    severity="warning",
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
    satisfy="Nothing to write: kgen writes versions that are not deprecated.",
    manifest="`apiVersion` must not be one that is deprecated for this kind.",
)
