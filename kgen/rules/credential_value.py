"""No value in a container's environment has the form of a credential.

Keys of clouds and code hosts, tokens and passwords in addresses are known by their form, whatever the variable is called.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kgen.rules import ContainerRule, Fault, Subject, maps
from kgen.rules._credentials import FORM, is_credential


def verify(container: Subject) -> Iterator[Fault]:
    for index, variable in enumerate(maps(container.value, "env")):
        if is_credential(variable.get("value")):
            path = f"env[{index}].value"
            yield Fault(path, f"'{path}' has the form of a credential and stands in plain text; take it from a secret")


RULE = ContainerRule(
    severity="error",
    sure={"env[].value": lambda value: not is_credential(value)},
    verify=verify,
    condition=f"!has(container.env) || container.env.all(e, !has(e.value) || !e.value.matches({json.dumps(FORM)}))",
    sources=["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    asked_by={"kubescape": ["C-0012", "C-0259"]},
    rows=["D2"],
    practice="Secrets stay out of what is committed",
    satisfy="`secrets: {payments-db: /run/secrets/payments-db}` instead of `env`.",
    manifest="In every container: no `env[].value` may look like a key, a token or an address with a password.",
)
