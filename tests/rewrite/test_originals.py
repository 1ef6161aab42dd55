"""The original manifests of Online Boutique, which somebody else wrote, where they lie beside the repository."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest

from kgen.foreign import read as read_manifests
from kgen.hardening.verify import verify
from kgen.model.environment import FLOOR
from kgen.rewrite.files import Texts, read, written
from kgen.rewrite.stage import hardened
from kgen.rules import CONTAINERS, Context, child, maps, registry, template_of
from kgen.verify.manifest import check
from tests.rules.cases import environment

ORIGINALS = Path(__file__).parents[3] / "shared" / "reference" / "online-boutique" / "kubernetes-manifests.yaml"
pytestmark = pytest.mark.skipif(
    not ORIGINALS.is_file(), reason="the originals of Online Boutique do not lie beside this repository"
)

KEPT = ("image", "command", "args", "env", "ports")
STATED = {"high-user-id", "high-group-id", "volume-group", "service-type"}
"""What the originals state themselves, and a rule wants otherwise."""
UNKNOWN = {"cpu-limit", "cpu-request", "memory-limit", "memory-request", "replicas"}
"""What one of them leaves open and only a person knows: how much it needs, and whether two of it may run side by side."""
CONTEXT = Context(environment({}))


@pytest.fixture(scope="module")
def texts() -> Texts:
    texts = read([str(ORIGINALS)], bytes)
    hardened(texts.pieces, registry(), CONTEXT)
    return texts


@pytest.fixture(scope="module")
def after(texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = tmp_path_factory.mktemp("hardened") / "shop.yaml"
    [found] = written(texts.texts[0])
    path.write_bytes(found.after)
    return [one.manifest for one in read_manifests([str(path)], bytes).manifests]


def programs(manifests: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What the containers run, and how."""
    for manifest in manifests:
        template = template_of(manifest, manifest["kind"]) or {}
        for listed in CONTAINERS:
            for container in maps(child(template, "spec"), listed):
                kept = deepcopy({key: container.get(key) for key in KEPT})
                for port in kept["ports"] or ():
                    port.pop("name", None)
                yield kept


def test_they_run_the_same_programs(after: list[dict[str, Any]]) -> None:
    before = [one.manifest for one in read_manifests([str(ORIGINALS)], bytes).manifests]
    assert list(programs(after)) == list(programs(before))


def test_only_lines_were_added(texts: Texts) -> None:
    [found] = written(texts.texts[0])
    before, after = ORIGINALS.read_text(encoding="utf-8").split("\n"), found.after.decode().split("\n")
    _, _, *changes = unified_diff(before, after, n=0, lineterm="")
    assert [line for line in changes if line.startswith("-")] == ["-        emptyDir: {}"]


def test_rules_that_fill_complain_no_more(after: list[dict[str, Any]]) -> None:
    rules = registry()
    found = {finding.rule for finding in verify(after, CONTEXT) if not finding.exemption}
    assert {rule for rule in found if rules[rule].fills} == (STATED | UNKNOWN) & found
    assert not found & {"network-policy", "disruption-budget", "service-account", "service-account-exists"}


def test_the_api_takes_them(after: list[dict[str, Any]]) -> None:
    assert [error for manifest in after for error in check(manifest, FLOOR)] == []


def test_who_calls_whom_is_what_their_variables_say(after: list[dict[str, Any]]) -> None:
    policies = {one["metadata"]["name"]: one["spec"] for one in after if one["kind"] == "NetworkPolicy"}
    callers = [peer["podSelector"]["matchLabels"]["app"] for rule in policies["cartservice"]["ingress"] for peer in rule["from"]]
    called = [rule["to"][0]["podSelector"]["matchLabels"]["app"] for rule in policies["cartservice"]["egress"][1:]]
    assert (callers, called) == (["frontend", "checkoutservice"], ["redis-cart"])
    assert {"ports": [{"port": 8080, "protocol": "TCP"}]} in policies["frontend"]["ingress"]
    assert len(policies) == 12
