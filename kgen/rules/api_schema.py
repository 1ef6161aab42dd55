"""Every object is one that the API server takes as it is written.

A field that is misspelt, stands in the wrong place, or has the wrong type is dropped or refused by the API server: a limit, a
probe or a security setting that a reviewer sees is then not there. Names, quantities and references between fields are judged
too. Of custom resources that kgen has no schema of, only metadata and pod templates are judged.

A build says the same as a problem of the spec, so there the rule is not asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.rules import Fault, ObjectRule, Subject


def _verify(subject: Subject) -> Iterator[Fault]:
    from kgen.verify import deprecations
    from kgen.verify.errors import dotted
    from kgen.verify.manifest import check

    manifest, target = subject.manifest, subject.environment.kubernetes
    if deprecations.removed(str(manifest.get("apiVersion")), str(manifest.get("kind")), target):
        return
    for error in check(_decoded(manifest), target):
        yield Fault(dotted(error.path), error.message)


def _decoded(value: Any) -> Any:
    """The value as the API server decodes it: a field that is null is not set."""
    if isinstance(value, dict):
        return {key: _decoded(inner) for key, inner in value.items() if inner is not None}
    return [_decoded(item) for item in value] if isinstance(value, list) else value


RULE = ObjectRule(
    severity="error",
    verify=_verify,
    sources=["https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation"],
    asked_by={"kube-linter": ["schema-validation"], "kubeconform": ["strict"]},
    rows=["H10"],
    practice="catch errors before apply",
    satisfy="Nothing to write: kgen writes no other manifests.",
    manifest="The object must fit the schema of its kind in the target version of Kubernetes.",
    building=False,
)
