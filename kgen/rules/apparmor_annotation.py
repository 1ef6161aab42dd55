"""No annotation takes a container out of its AppArmor profile.

Clusters before 1.30 know only the annotation, and newer ones still follow it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, Subject, WorkloadRule, child, template_path

PREFIX = "container.apparmor.security.beta.kubernetes.io/"
CONFINED = r"^(runtime/default|localhost/.+|)$"


def verify(workload: Subject) -> Iterator[Fault]:
    for key, value in child(workload.template, "metadata", "annotations").items():
        if str(key).startswith(PREFIX) and not re.search(CONFINED, str(value)):
            path = f"{template_path(workload.kind)}.metadata.annotations['{key}']".lstrip(".")
            yield Fault(path, f"{shown(key)} is {shown(value)}; it must be 'runtime/default', or left out")


def _names_none(annotations: Any) -> bool:
    return not isinstance(annotations, dict) or not any(str(key).startswith(PREFIX) for key in annotations)


ANNOTATIONS = "variables.template.metadata.annotations"

RULE = WorkloadRule(
    severity="error",
    verify=verify,
    sure={"template.metadata.annotations": _names_none},
    condition=(
        f"!has(variables.template.metadata) || !has({ANNOTATIONS}) || {ANNOTATIONS}.all(k, !k.startsWith('{PREFIX}') || "
        f"{ANNOTATIONS}[k].matches({json.dumps(CONFINED)}))"
    ),
    sources=["https://kubernetes.io/docs/tutorials/security/apparmor/"],
    asked_by={
        "trivy": ["KSV-0002"],
        "kyverno": ["restrict-apparmor-profiles", "add-apparmor-annotations"],
        "PSS": ["appArmorProfile"],
    },
    rows=["B13"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; no field of a spec leads there, only a patch does.",
    manifest=(
        "In the pod template: an annotation `container.apparmor.security.beta.kubernetes.io/NAME` must be "
        "`runtime/default`, `localhost/…`, or left out."
    ),
)
