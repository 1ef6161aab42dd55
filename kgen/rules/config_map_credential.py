"""No ConfigMap holds a credential.

ConfigMaps are readable for many and not encrypted at rest. Keys that sound like credentials are found, and values
that have the form of one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child
from kgen.rules._credentials import FORM, HARMLESS, NAME, is_credential, is_suspicious


def _is_one(key: Any, value: Any) -> bool:
    return is_suspicious(key, value) or is_credential(value)


def _has_none(data: Any) -> bool:
    return not isinstance(data, dict) or not any(_is_one(key, value) for key, value in data.items())


def verify(config: Subject) -> Iterator[Fault]:
    for key, value in child(config.value, "data").items():
        if _is_one(key, value):
            yield Fault(f"data['{key}']", f"{shown(key)} looks like a credential in plain text; take it from a secret")


RULE = ObjectRule(
    severity="error",
    kinds=("ConfigMap",),
    verify=verify,
    sure={"data": _has_none},
    condition=(
        f"!has(object.data) || object.data.all(k, !object.data[k].matches({json.dumps(FORM)}) && "
        f"(!k.matches({json.dumps(NAME)}) || object.data[k].matches({json.dumps(HARMLESS)})))"
    ),
    sources=["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
    asked_by={"polaris": ["sensitiveConfigmapContent"], "trivy": ["KSV-0109"], "kubescape": ["C-0012"]},
    rows=["D3"],
    practice="Secrets stay out of what is committed",
    satisfy="`secrets: {payments-db: /run/secrets/payments-db}` instead of `config`.",
    manifest="In a ConfigMap: take the key out of `data`, and mount a secret with it.",
)
