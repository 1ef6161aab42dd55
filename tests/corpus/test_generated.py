"""What holds for any manifest that the API schema allows."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from hypothesis import given, settings

from kgen.hardening.harden import harden
from kgen.rules import Context
from tests.rules.cases import environment

from .generated import sets

EVERYTHING = Context(
    environment(
        {
            "apparmor": True,
            "selinux": True,
            "user_namespaces": True,
            "priority_class": "standard",
            "registries": {"registry.example:5000": {"pull_secret": "pull"}},
        }
    )
)
Manifests = list[dict[str, Any]]

some = settings(max_examples=250, derandomize=True, deadline=None)


@some
@given(sets(nulls=True))
def test_hardening_twice_is_as_once(manifests: Manifests) -> None:
    once = _hardened(manifests)
    assert json.dumps(_hardened(once)) == json.dumps(once)


def _hardened(manifests: Manifests) -> Manifests:
    hardened = deepcopy(manifests)
    harden(hardened, EVERYTHING)
    return hardened
