"""A workload and its pods bear the labels that tools know.

Dashboards, cost reports and selectors of other repositories find a service by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kgen.rules import Fault, Subject, WorkloadRule, child, made, name_of, needed, template_path

KEYS = ("app.kubernetes.io/name", "app.kubernetes.io/instance")

VALUE = re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
"""https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set"""


def harden(workload: Subject) -> None:
    """Fills what the object or its template lacks: with what its selector or the other says, else with its name."""
    owners = [workload.value, workload.template]
    if all(key in child(owner, "metadata", "labels") for owner in owners for key in KEYS):
        return
    selector = child(workload.value, "spec", "selector", "matchLabels")
    for key in KEYS:
        stated = [child(owner, "metadata", "labels").get(key) for owner in owners]
        known = (one for one in (selector.get(key), *stated[::-1], name_of(workload.value)) if one is not None)
        value = next(known)
        for owner, one in zip(owners, stated, strict=True):
            labels = made(owner, "metadata", "labels") if one is None and _is_label(value) else None
            if labels is not None:
                labels[key] = value


def _is_label(value: Any) -> bool:
    return isinstance(value, str) and VALUE.fullmatch(value) is not None


def verify(workload: Subject) -> Iterator[Fault]:
    places = {"": workload.value, template_path(workload.kind): workload.template}
    for start, owner in places.items():
        labels = child(owner, "metadata", "labels")
        for key in KEYS:
            if labels.get(key) is None:
                path = f"{start}.metadata.labels".lstrip(".")
                yield Fault(path, f"'{path}' lacks '{key}'; add it with the name of the service")


RULE = WorkloadRule(
    severity="warning",
    harden=harden,
    verify=verify,
    sure={f"{start}metadata.labels['{key}']": needed() for start in ("", "template.") for key in KEYS},
    condition=" && ".join(
        f"has({at}.metadata) && has({at}.metadata.labels) && '{key}' in {at}.metadata.labels"
        for at in ("object", "variables.template")
        for key in KEYS
    ),
    sources=["https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"],
    asked_by={"kubescape": ["C-0077"], "kyverno": ["require-labels", "add-labels"]},
    rows=["H3"],
    practice="Labels to select and to find owners by",
    satisfy="Nothing to write; kgen fills it in.",
    manifest=(
        "In every workload and its pod template: `metadata.labels` must hold `app.kubernetes.io/name` and "
        "`app.kubernetes.io/instance`."
    ),
)
