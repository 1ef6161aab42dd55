"""No annotation stands there that nothing reads any more.

Who reads the manifest believes that it works: that a profile is set, or that a tool looks after the object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, Subject, WorkloadRule, child, template_path

DEAD = (
    r"^(fluxcd\.io/|flux\.weave\.works/|(container\.)?seccomp\.security\.alpha\.kubernetes\.io/|"
    r"scheduler\.alpha\.kubernetes\.io/critical-pod$|security\.alpha\.kubernetes\.io/(unsafe-)?sysctls$)"
)


def verify(workload: Subject) -> Iterator[Fault]:
    for start, owner in {"": workload.value, template_path(workload.kind): workload.template}.items():
        for key in child(owner, "metadata", "annotations"):
            if _is_dead(str(key)):
                path = f"{start}.metadata.annotations['{key}']".lstrip(".")
                yield Fault(path, f"{shown(key)} is read by nothing today; leave it out, or take what replaced it")


@lru_cache(maxsize=1024)
def _is_dead(key: str) -> bool:
    return re.search(DEAD, key) is not None


def _are_alive(annotations: Any) -> bool:
    return not isinstance(annotations, dict) or not any(_is_dead(str(key)) for key in annotations)


def _alive(at: str) -> str:
    annotations = f"{at}.metadata.annotations"
    return f"(!has({at}.metadata) || !has({annotations}) || {annotations}.all(k, !k.matches({json.dumps(DEAD)})))"


RULE = WorkloadRule(
    severity="warning",
    verify=verify,
    sure={f"{start}metadata.annotations": _are_alive for start in ("", "template.")},
    condition=f"{_alive('object')} && {_alive('variables.template')}",
    sources=["https://kubernetes.io/docs/reference/labels-annotations-taints/", "https://fluxcd.io/flux/migration/"],
    asked_by={"kyverno": ["restrict-annotations"]},
    rows=["H12"],
    practice="Manifests are checked before they are applied",
    satisfy="`annotations` without it.",
    manifest=(
        "In every workload and its pod template: leave annotations of Flux 1 and alpha annotations of seccomp, sysctls "
        "and critical pods out."
    ),
)
