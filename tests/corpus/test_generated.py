"""What holds for any manifest that the API schema allows."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

from hypothesis import given, settings

from kgen.findings import Finding
from kgen.hardening.harden import harden
from kgen.hardening.verify import verify
from kgen.model.environment import FLOOR
from kgen.rules import Context, name_of, namespace_of, registry
from kgen.verify import schema
from tests.rules.admission import Admission, is_taken
from tests.rules.cases import environment

from .generated import sets
from .paths import at, stands

CONTEXT = Context(environment({}))
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

some = settings(max_examples=120, derandomize=True, deadline=None)


@some
@given(sets(nulls=True))
def test_findings_say_where_and_can_be_printed(manifests: Manifests) -> None:
    for finding in verify(manifests, EVERYTHING):
        assert finding.message.isprintable()
        assert any(stands(finding.path, manifest) for manifest in manifests if _key(manifest) == _key_of(finding)), finding


@some
@given(sets())
def test_hardening_keeps_what_is_there_and_what_the_api_takes(manifests: Manifests) -> None:
    hardened = _hardened(manifests)
    assert [error for manifest in hardened for error in schema.errors(manifest, FLOOR)] == []
    for before, after in zip(manifests, hardened, strict=True):
        assert_kept(before, after)


@some
@given(sets(nulls=True))
def test_hardening_twice_is_as_once(manifests: Manifests) -> None:
    once = _hardened(manifests)
    assert json.dumps(_hardened(once)) == json.dumps(once)


@some
@given(sets(nulls=True))
def test_what_hardening_leaves_was_stated(manifests: Manifests) -> None:
    """A rule that fills complains only of what somebody wrote. Those that fill by code may have nothing to fill from."""
    manifests = [manifest for manifest in manifests if is_taken(manifest)]
    hardened = _hardened(manifests)
    originals = {id(after): before for before, after in zip(manifests, hardened, strict=True)}
    for finding in verify(hardened, EVERYTHING):
        rule = registry()[finding.rule]
        if rule.expect and rule.expect.fill is not None and not rule.harden and not finding.exemption:
            owners = [manifest for manifest in hardened if _key(manifest) == _key_of(finding)]
            assert any(_was_set(finding.path, originals[id(owner)]) for owner in owners), finding


@settings(max_examples=80, derandomize=True, deadline=None)
@given(sets(nulls=True))
def test_verification_and_cel_agree(manifests: Manifests) -> None:
    for manifest in manifests:
        if is_taken(manifest):
            found = {finding.rule for finding in verify([manifest], CONTEXT)}
            assert Admission(manifest).disagreements(found, CONTEXT) == []


def _was_set(path: str, manifest: dict[str, Any]) -> bool:
    """Whether the value stood there; or at the pod, from where containers get theirs."""
    at_pod = re.sub(r"\.(containers|initContainers|ephemeralContainers)\[[0-9]+\]", "", path)
    return any(at(one, manifest) is not None for one in (path, at_pod))


def assert_kept(before: Any, after: Any) -> None:
    """Whether everything that was set is still there, as it was; lists may have grown."""
    if isinstance(before, dict):
        for key, value in before.items():
            if value is not None:
                assert_kept(value, after[key])
    elif isinstance(before, list):
        assert len(after) >= len(before)
        for one, other in zip(before, after, strict=False):
            assert_kept(one, other)
    else:
        assert (type(after), after) == (type(before), before)


def _hardened(manifests: Manifests) -> Manifests:
    hardened = deepcopy(manifests)
    harden(hardened, EVERYTHING)
    return hardened


def _key(manifest: dict[str, Any]) -> tuple[str, str, str]:
    return str(manifest.get("kind", "")), namespace_of(manifest), name_of(manifest)


def _key_of(finding: Finding) -> tuple[str, str, str]:
    return finding.kind, finding.namespace, finding.name
