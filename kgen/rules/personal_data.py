"""No ConfigMap holds what identifies a person.

Settings are readable for many, copied into tickets and kept for ever. Only names are looked at: a key such as `email` or
`phone`. Where it is nobody's (the sender of a newsletter), exempt the rule and say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child

NAME = (
    r"(?i)^(.*[_.-])?(user_?name|e-?mail(_?address)?|phone(_?number)?|iban|passport(_?(no|number))?|ssn|"
    r"social_?security(_?number)?|birth_?da(te|y)|date_of_birth)$"
)


@cache
def _search(key: str) -> bool:
    return re.search(NAME, key) is not None


def _has_none(data: Any) -> bool:
    return not isinstance(data, dict) or not any(_search(str(key)) for key in data)


def verify(config: Subject) -> Iterator[Fault]:
    for key, value in child(config.value, "data").items():
        if value != "" and _search(str(key)):
            yield Fault(f"data['{key}']", f"{shown(key)} sounds like personal data; take it from a secret or a data store")


RULE = ObjectRule(
    severity="info",
    kinds=("ConfigMap",),
    verify=verify,
    sure={"data": _has_none},
    condition=f"!has(object.data) || object.data.all(k, object.data[k] == '' || !k.matches({json.dumps(NAME)}))",
    sources=["https://kubernetes.io/docs/concepts/configuration/configmap/"],
    asked_by={"trivy": ["KSV-01010"]},
    rows=["D4"],
    practice="Secrets stay out of what is committed",
    satisfy="`secrets` instead of `config`, or a data store.",
    manifest="In a ConfigMap: take the key out of `data`.",
)
