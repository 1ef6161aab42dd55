"""A workload and its pods bear the labels that tools know.

Dashboards, cost reports and selectors of other repositories find a service by them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import Fault, Subject, WorkloadRule, child, template_path

KEYS = ("app.kubernetes.io/name", "app.kubernetes.io/instance")


def verify(workload: Subject) -> Iterator[Fault]:
    for start, owner in (("", workload.value), (template_path(workload.kind), workload.template)):
        labels = child(owner, "metadata", "labels")
        for key in KEYS:
            if labels.get(key) is None:
                path = f"{start}.metadata.labels".lstrip(".")
                yield Fault(path, f"'{path}' lacks '{key}'; add it with the name of the service")


RULE = WorkloadRule(
    severity="warning",
    verify=verify,
    condition=" && ".join(
        f"has({at}.metadata) && has({at}.metadata.labels) && '{key}' in {at}.metadata.labels"
        for at in ("object", "variables.template")
        for key in KEYS
    ),
    sources=["https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"],
    asked_by={"kubescape": ["C-0077"], "kyverno": ["require-labels", "add-labels"]},
    rows=["H3"],
)
