"""Probes run no tool that looks at other processes.

`jcmd`, `ps` and `ls` every few seconds cost more than the program, and what they find says little.
"""

from __future__ import annotations

from kgen.rules import WITH_RESOURCES, ContainerRule, unlike
from kgen.rules._probes import PROBES

RULE = ContainerRule(
    severity="warning",
    of=WITH_RESOURCES,
    path=tuple(f"{probe}?.exec?.command[]" for probe in PROBES),
    expect=unlike(r"^(.*/)?(jcmd|ps|ls)$", "be a cheap question to the program itself"),
    sources=["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
    asked_by={"kyverno": ["deny-commands-in-exec-probe"]},
    rows=["F19"],
    practice="Liveness and readiness probes",
    satisfy="`health: /healthz` instead of a command.",
)
