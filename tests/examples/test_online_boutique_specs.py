"""The specs of the Online Boutique: short, and with everything that the demo's manifests say."""

from __future__ import annotations

from typing import Any

import pytest

import kgen
from tests.examples.manifest_facts import callers, facts
from tests.examples.online_boutique import NAMESPACE, PROJECT, SERVICES, SPECS, ours, table
from tests.examples.online_boutique_differences import NARROWER_INGRESS

LINES = 180
"""The most that all specs together may have, comments and blank lines aside."""

NAME = "app.kubernetes.io/name"


def test_there_is_a_spec_for_every_service() -> None:
    assert sorted(SERVICES) == sorted(table())
    assert len(SPECS) == 12


def test_the_specs_are_short() -> None:
    lines = [line.strip() for spec in SPECS for line in spec.read_text().splitlines()]
    assert len([line for line in lines if line and not line.startswith("#")]) <= LINES


def test_the_specs_are_in_block_style() -> None:
    lines = [line for spec in SPECS for line in spec.read_text().splitlines()]
    assert [line for line in lines if line.endswith(("}", "]"))] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_manifests_say_what_the_table_says(service: str) -> None:
    found = facts(ours()["Deployment", service], ours().get(("Service", service)))
    assert found == _expected(service, found)


def _expected(service: str, found: dict[str, Any]) -> dict[str, Any]:
    """The table's facts, with what every service of kgen's has besides: /tmp to write to, and a stated number of copies."""
    said = {key: value for key, value in table()[service].items() if key != "callers"}
    return {"replicas": found["replicas"], **said, "scratch": sorted(["/tmp", *said.get("scratch", [])])}


@pytest.mark.parametrize("service", SERVICES)
def test_the_policies_let_in_whom_the_table_names(service: str) -> None:
    policies = [manifest for (kind, _), manifest in ours().items() if kind == "NetworkPolicy"]
    said = table()[service]["callers"]
    names = NARROWER_INGRESS[service] if said == "anyone" else said
    ports = [int(port.rpartition("> ")[2]) for port in table()[service].get("ports", {}).values()]
    assert callers(policies, service, NAME) == dict.fromkeys(names, ports)


def test_whoever_is_let_in_is_let_out() -> None:
    policies = [manifest for (kind, _), manifest in ours().items() if kind == "NetworkPolicy"]
    entering = {(caller, service) for service in SERVICES for caller in callers(policies, service, NAME)}
    leaving = {(service, called) for service in SERVICES for called in _called(service)}
    assert leaving == {(caller, service) for caller, service in entering if caller != "gateway"}


def _called(service: str) -> set[str]:
    """The services of this project that a service's policy lets it reach."""
    rules = ours()["NetworkPolicy", service]["spec"]["egress"]
    peers = [peer for rule in rules for peer in rule["to"] if "podSelector" in peer]
    return {peer["podSelector"]["matchLabels"][NAME] for peer in peers if NAME in peer["podSelector"]["matchLabels"]}


@pytest.mark.parametrize(
    ("environment", "host", "copies"), [("staging", "boutique.staging.example.com", 2), ("production", "boutique.example.com", 3)]
)
def test_each_environment_has_its_own_host_and_number_of_copies(environment: str, host: str, copies: int) -> None:
    manifests = kgen.build(project=PROJECT, environment=environment).manifests
    namespace = NAMESPACE.replace("production", environment)
    assert manifests[namespace, "HTTPRoute", "frontend"]["spec"]["hostnames"] == [host]
    assert manifests[namespace, "Deployment", "frontend"]["spec"]["replicas"] == copies
    assert manifests[namespace, "Deployment", "redis-cart"]["spec"]["replicas"] == 1


def test_what_is_exempted_by_hand() -> None:
    findings = kgen.build(project=PROJECT, environment="production").findings
    declared = {finding.rule: finding.exemption.reason for finding in findings if finding.exemption and finding.exemption.owner}
    assert declared == {
        "image-digest": "the demo publishes tags only",
        "requests-equal-limits": "the demo reserves less than it may use",
        "distinct-probes": "the demo answers both on one path and tells them apart by the cookie",
    }
    assert not [finding for finding in findings if finding.severity == "error" and not finding.exemption]
