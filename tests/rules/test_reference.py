"""The reference set, which public checkers pass, holds but for what kgen asks more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from kgen.hardening.harden import harden
from kgen.hardening.verify import verify
from kgen.rules import Context
from tests.rules.cases import environment

FACTS = {
    "namespace": {"name": "shop"},
    "selinux": True,
    "apparmor": True,
    "user_namespaces": True,
    "priority_class": "shop-standard",
}
LABELS = "metadata.labels['pod-security.kubernetes.io/"
KNOWN = {
    ("default-account", "metadata.name"): "the set leaves the account as it is, nothing in it has it",
    ("pod-security-labels", f"{LABELS}audit-version']"): "the version is pinned, not 'latest'",
    ("pod-security-labels", f"{LABELS}enforce-version']"): "the version is pinned, not 'latest'",
    ("pod-security-labels", f"{LABELS}warn-version']"): "the version is pinned, not 'latest'",
    ("safe-to-evict", "spec.template.metadata.annotations"): "filled by hardening",
}


def reference() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all((Path(__file__).parent / "reference.yaml").read_text()))


def test_only_known_findings() -> None:
    findings = verify(reference(), Context(environment(FACTS)))
    assert {(finding.rule, finding.path) for finding in findings} == KNOWN.keys()


def test_hardening_adds_only_what_is_known() -> None:
    manifests = reference()
    harden(manifests, Context(environment(FACTS)))
    annotation = manifests[4]["spec"]["template"]["metadata"]["annotations"].pop("cluster-autoscaler.kubernetes.io/safe-to-evict")
    assert annotation == "true"
    assert json.dumps(manifests, sort_keys=True) == json.dumps(reference(), sort_keys=True)


def test_hardening_gives_back_what_is_taken_away() -> None:
    """Security contexts, policies and defaults of the reference come from the rules alone."""
    manifests = reference()
    deployment = manifests[4]["spec"]
    pod = deployment["template"]["spec"]
    taken = ["affinity", "automountServiceAccountToken", "enableServiceLinks", "hostUsers", "priorityClassName", "restartPolicy"]
    for key in [*taken, "securityContext", "terminationGracePeriodSeconds", "topologySpreadConstraints"]:
        del pod[key]
    for key in ["imagePullPolicy", "securityContext"]:
        del pod["containers"][0][key]
    for key in ["minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit", "strategy"]:
        del deployment[key]
    del manifests[3]["automountServiceAccountToken"]
    del manifests[5]["spec"]["type"]
    del manifests[6]["spec"]["unhealthyPodEvictionPolicy"]
    harden(manifests, Context(environment(FACTS)))
    assert deployment["strategy"]["rollingUpdate"] == {"maxSurge": "25%", "maxUnavailable": 0}
    deployment["strategy"]["rollingUpdate"]["maxSurge"] = 1
    del deployment["template"]["metadata"]["annotations"]["cluster-autoscaler.kubernetes.io/safe-to-evict"]
    assert json.dumps(manifests, sort_keys=True) == json.dumps(reference(), sort_keys=True)
