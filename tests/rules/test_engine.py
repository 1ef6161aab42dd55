"""Hardening and verification: nesting, inheritance, facts, exemptions."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.findings import Finding, shown
from kgen.hardening.exemptions import Effective, used
from kgen.hardening.harden import harden
from kgen.hardening.verify import verify
from kgen.model.exempt import Exemption
from kgen.rules import Context, child, registry
from tests.rules.cases import environment, workload

RULES = registry()
KINDS = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"]


def context(*names: str, facts: dict[str, Any] | None = None, **more: Any) -> Context:
    rules = tuple(RULES[name] for name in names) or tuple(RULES.values())
    return Context(environment(facts or {}), rules=rules, **more)


def pod_of(manifest: dict[str, Any]) -> dict[str, Any]:
    spec = child(manifest, "spec")
    return child(spec, "jobTemplate", "spec", "template", "spec") or child(spec, "template", "spec") or spec


@pytest.mark.parametrize("kind", KINDS)
def test_containers_of_every_kind_are_hardened(kind: str) -> None:
    shown_ = {"container": {}, "sidecar": {}, "init": {"restartPolicy": "Always"}, "ephemeral": {}}
    manifest = workload(kind, shown_)
    found = verify([manifest], context("read-only-root-filesystem"))
    assert sorted(finding.container for finding in found) == ["container", "ephemeral", "init", "sidecar"]
    harden([manifest], context("read-only-root-filesystem"))
    assert verify([manifest], context("read-only-root-filesystem")) == []
    assert pod_of(manifest)["ephemeralContainers"][0]["securityContext"] == {"readOnlyRootFilesystem": True}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("Pod", "spec.containers[0].image"),
        ("Deployment", "spec.template.spec.containers[0].image"),
        ("CronJob", "spec.jobTemplate.spec.template.spec.containers[0].image"),
    ],
)
def test_a_finding_says_where(kind: str, path: str) -> None:
    (finding,) = verify([workload(kind, {"container": {"image": "cart"}})], context("image-tag"))
    assert finding == Finding(
        rule="image-tag",
        severity="error",
        message="'image' is 'cart'; it must bear a version, such as 'cart:1.4.2'",
        kind=kind,
        name="cart",
        namespace="shop",
        path=path,
        container="container",
    )


def test_both_levels_are_filled() -> None:
    manifest = workload("Deployment", {"container": {}})
    harden([manifest], context("non-root-user", "high-user-id", "high-group-id", "seccomp-profile", "volume-group"))
    both = {
        "runAsGroup": 10001,
        "runAsNonRoot": True,
        "runAsUser": 10001,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    pod = pod_of(manifest)
    assert pod["securityContext"] == {**both, "fsGroup": 10001}
    assert pod["containers"][0]["securityContext"] == both
    assert pod["containers"][0]["securityContext"]["seccompProfile"] is not pod["securityContext"]["seccompProfile"]


def test_containers_inherit_what_the_pod_states() -> None:
    stated = {"runAsUser": 20000, "seccompProfile": {"type": "Localhost", "localhostProfile": "cart.json"}}
    manifest = workload("Deployment", {"pod": {"securityContext": dict(stated)}, "container": {}})
    harden([manifest], context("high-user-id", "seccomp-profile"))
    assert pod_of(manifest)["containers"][0]["securityContext"] == stated


def test_a_wrong_value_of_the_pod_is_found_where_it_stands() -> None:
    shown_ = {"pod": {"securityContext": {"runAsUser": 0}}, "container": {}, "sidecar": {"securityContext": {"runAsUser": 20000}}}
    (finding,) = verify([workload("Deployment", shown_)], context("high-user-id"))
    assert (finding.path, finding.container) == ("spec.template.spec.securityContext.runAsUser", "container")


def test_members_are_added_to_a_list() -> None:
    manifest = workload("Pod", {"container": {"securityContext": {"capabilities": {"drop": ["CHOWN"]}}}})
    harden([manifest], context("dropped-capabilities"))
    assert pod_of(manifest)["containers"][0]["securityContext"]["capabilities"]["drop"] == ["CHOWN", "ALL", "NET_RAW"]


def test_nothing_is_is_filled_like_missing() -> None:
    manifest = workload("Pod", {"container": {"securityContext": None, "imagePullPolicy": None}})
    harden([manifest], context("privileged-container", "image-pull-policy"))
    assert pod_of(manifest)["containers"][0] == {
        "name": "container",
        "imagePullPolicy": "Always",
        "securityContext": {"privileged": False},
    }


def test_the_group_of_volumes_is_that_of_the_pod() -> None:
    manifest = workload("Pod", {"pod": {"securityContext": {"runAsGroup": 30000}}})
    harden([manifest], context("volume-group"))
    assert pod_of(manifest)["securityContext"]["fsGroup"] == 30000


def test_a_rollout_may_always_move() -> None:
    manifest = workload("Deployment", {"workload": {"spec": {"strategy": {"rollingUpdate": {"maxSurge": 0}}}}})
    harden([manifest], context("rolling-update"))
    assert manifest["spec"]["strategy"] == {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 0, "maxUnavailable": "25%"}}


def test_long_sleeps_get_a_longer_grace() -> None:
    manifest = workload("Pod", {"container": {"lifecycle": {"preStop": {"sleep": {"seconds": 45}}}}})
    harden([manifest], context("termination-grace"))
    assert pod_of(manifest)["terminationGracePeriodSeconds"] == 75


def test_facts_decide() -> None:
    stated = {"selinux": True, "apparmor": True, "user_namespaces": True, "priority_class": "standard"}
    with_facts, without = workload("Deployment", {"container": {}}), workload("Deployment", {"container": {}})
    harden([with_facts], context(facts=stated))
    harden([without], context())
    pod = pod_of(with_facts)
    assert pod["securityContext"]["seLinuxOptions"] == {"type": "container_t"}
    assert pod["securityContext"]["appArmorProfile"] == {"type": "RuntimeDefault"}
    assert (pod["hostUsers"], pod["priorityClassName"]) == (False, "standard")
    assert not {"hostUsers", "priorityClassName"} & pod_of(without).keys()
    assert not {"seLinuxOptions", "appArmorProfile"} & pod_of(without)["securityContext"].keys()


def test_a_cluster_that_assigns_ids_gets_none() -> None:
    manifest = workload("Deployment", {"container": {}})
    harden([manifest], context(facts={"assigned_ids": True}))
    ids = {"runAsUser", "runAsGroup", "fsGroup"}
    assert not ids & pod_of(manifest)["securityContext"].keys()
    assert not ids & pod_of(manifest)["containers"][0]["securityContext"].keys()


def test_a_rule_may_be_verified_but_not_filled() -> None:
    manifest = workload("Pod", {"container": {}})
    some = context("high-user-id", unfilled=frozenset({"high-user-id"}))
    harden([manifest], some)
    assert "securityContext" not in pod_of(manifest)
    assert [finding.exemption for finding in verify([manifest], some)] == [None]


def exempt(rule: str, container: str = "") -> Effective:
    return Effective(rule, Exemption(name=rule, reason=f"because of {container or 'all'}"), "spec", container)


def test_an_exempted_rule_fills_nothing_and_is_reported() -> None:
    manifest = workload("Pod", {"container": {}})
    everywhere = exempt("read-only-root-filesystem")
    some = context("read-only-root-filesystem", exemptions=(everywhere,))
    harden([manifest], some)
    findings = verify([manifest], some)
    assert "securityContext" not in pod_of(manifest)["containers"][0]
    assert [finding.exemption for finding in findings] == [everywhere.exemption]
    assert used(findings, some.exemptions) == {("spec", "", "read-only-root-filesystem")}


def test_a_container_is_exempted_alone() -> None:
    manifest = workload("Pod", {"container": {}, "sidecar": {}, "init": {}})
    some = context("read-only-root-filesystem", exemptions=(exempt("read-only-root-filesystem", "sidecar"),))
    harden([manifest], some)
    (finding,) = verify([manifest], some)
    assert finding.exemption
    assert (finding.container, finding.exemption.reason) == ("sidecar", "because of sidecar")
    assert used([finding], some.exemptions) == {("spec", "sidecar", "read-only-root-filesystem")}


def test_an_exemption_that_is_not_needed_is_not_used() -> None:
    some = context("host-network", exemptions=(exempt("host-network"),))
    assert used(verify([workload("Pod", {"container": {}})], some), some.exemptions) == frozenset()


def test_a_declared_exemption_comes_before_an_automatic_one() -> None:
    declared = exempt("readiness-probe")
    (finding,) = verify([workload("Pod", {"container": {}})], context("readiness-probe", exemptions=(declared,)))
    assert finding.exemption == declared.exemption


def test_kinds_of_other_groups_are_left_alone() -> None:
    metadata = {"name": "x", "namespace": "shop"}
    knative: dict[str, Any] = {"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": metadata, "spec": {}}
    harden([knative], context())
    assert knative["spec"] == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (8080, "8080"),
        ("a\u202eb\n", "'a\\u202eb\\n'"),
        ("x" * 300, f"'{'x' * 199}…'"),
        ([1, "a"], "[1, 'a']"),
        (list(range(20)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, …]"),
        ({}, "a map"),
    ],
)
def test_values_in_messages(value: Any, text: str) -> None:
    assert shown(value) == text
