"""No variable that sounds like a credential has its value in the manifest.

Manifests are read by many and kept for ever. Paths, numbers and booleans pass: they are no credentials. Where a name
only sounds like one, exempt the rule and say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import ContainerRule, Fault, Subject, maps
from kgen.rules._credentials import HARMLESS, NAME, is_suspicious


def _holds(variable: Any) -> bool:
    return not isinstance(variable, dict) or not is_suspicious(variable.get("name"), variable.get("value"))


def verify(container: Subject) -> Iterator[Fault]:
    for index, variable in enumerate(maps(container.value, "env")):
        if not _holds(variable):
            name = shown(variable["name"])
            message = f"{name} sounds like a credential and has its value in plain text; take it from a secret"
            yield Fault(f"env[{index}].value", f"{message}, or exempt this rule and say why it is none")


RULE = ContainerRule(
    severity="error",
    sure={"env[]": _holds},
    verify=verify,
    condition=(
        f"!has(container.env) || container.env.all(e, !has(e.value) || !e.name.matches({json.dumps(NAME)}) || "
        f"e.value.matches({json.dumps(HARMLESS)}))"
    ),
    sources=[
        "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
        "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
    ],
    asked_by={"kube-linter": ["env-var-secret"], "polaris": ["sensitiveContainerEnvVar"], "kubescape": ["C-0012", "C-0259"]},
    rows=["D2"],
    practice="Secrets stay out of what is committed",
    satisfy=(
        "`secrets: {payments-db: /run/secrets/payments-db}` and a variable with the path: `DB_CREDENTIALS_DIR: "
        "/run/secrets/payments-db`."
    ),
    manifest=(
        "In every container: no `env[].name` that sounds like a credential may have a `value`, but for paths, numbers and "
        "booleans."
    ),
)
