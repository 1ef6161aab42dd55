"""What holds for the built-in blueprints beyond the looks of their manifests."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.expand.blueprint import find
from kgen.problems import Problems
from tests.blueprints.blueprint_cases import CASES, inputs, manifests, only

BLUEPRINTS = ["namespace", "stateful", "web", "worker"]


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_every_template_and_partial_compiles(name: str) -> None:
    find(name, None).check()


@pytest.mark.parametrize("name", BLUEPRINTS)
def test_every_partial_is_used(name: str) -> None:
    blueprint = find(name, None)
    slots = [slot for template in (*blueprint.templates.values(), *blueprint.partials.values()) for slot in template.slots]
    called = {name for slot in slots for expression in slot.expressions for name in expression.calls}
    assert set(blueprint.partials) <= called


@pytest.mark.parametrize("case", CASES)
def test_the_same_values_give_the_same_manifests(case: str) -> None:
    assert manifests(case) == manifests(case)


@pytest.mark.parametrize("case", CASES)
def test_no_two_manifests_are_the_same_object(case: str) -> None:
    objects = [(manifest["kind"], manifest["metadata"]["name"]) for manifest in manifests(case)]
    assert len(objects) == len(set(objects))


WORKLOADS = {"Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"}


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("namespace")])
def test_workloads_and_their_pods_agree(case: str) -> None:
    made = manifests(case)
    for workload in (manifest for manifest in made if manifest["kind"] in WORKLOADS):
        assert_agreement(workload, made)


def assert_agreement(workload: dict[str, Any], made: list[dict[str, Any]]) -> None:
    spec = workload["spec"]["jobTemplate"]["spec"] if workload["kind"] == "CronJob" else workload["spec"]
    pod = spec["template"]
    labels = pod["metadata"]["labels"]
    if "selector" in spec:
        assert spec["selector"]["matchLabels"].items() <= labels.items()
    name = workload["metadata"]["name"]
    for kind, key in (("PodDisruptionBudget", "selector"), ("NetworkPolicy", "podSelector")):
        for companion in (manifest for manifest in made if manifest["kind"] == kind and manifest["metadata"]["name"] == name):
            assert companion["spec"][key]["matchLabels"].items() <= labels.items()
    services = [manifest for manifest in made if manifest["kind"] == "Service"]
    assert not services or any(service["spec"]["selector"].items() <= labels.items() for service in services)
    assert only(made, "NetworkPolicy", name)
    assert mounted(pod["spec"]) - claimed(workload) == defined(pod["spec"])


def mounted(pod: dict[str, Any]) -> set[str]:
    containers = [*pod.get("initContainers", ()), *pod["containers"]]
    return {mount["name"] for container in containers for mount in container["volumeMounts"]}


def defined(pod: dict[str, Any]) -> set[str]:
    names = [volume["name"] for volume in pod["volumes"]]
    assert len(names) == len(set(names))
    return set(names)


def claimed(workload: dict[str, Any]) -> set[str]:
    return {claim["metadata"]["name"] for claim in workload["spec"].get("volumeClaimTemplates", ())}


def test_a_new_image_changes_the_workload_alone() -> None:
    blueprint, values = inputs("web-full")
    changed = {**values, "service": values["service"].model_copy(update={"image": "registry.acme.dev/shop/checkout:1.4.3"})}
    before, after = blueprint.expand(values), blueprint.expand(changed)
    assert [old["kind"] for (_, old), (_, new) in zip(before, after, strict=True) if old != new] == ["Deployment"]


@pytest.mark.parametrize(
    "fields", [{"owner": "b"}, {"contact": "b@acme.dev"}, {"labels": {"a": "b"}}, {"annotations": {"a": "b"}}]
)
def test_metadata_restarts_no_pod(fields: dict[str, Any]) -> None:
    blueprint, values = inputs("stateful-full")
    changed = {**values, "service": values["service"].model_copy(update=fields)}
    before, after = ([manifest for _, manifest in blueprint.expand(each)] for each in (values, changed))
    assert before != after
    for field in ("template", "volumeClaimTemplates", "selector"):
        assert only(before, "StatefulSet")["spec"][field] == only(after, "StatefulSet")["spec"][field]


def test_old_clusters_get_no_sleep() -> None:
    for kubernetes, sleeps in (("1.29", False), ("1.30", True)):
        blueprint, values = inputs("web-minimal")
        values["environment"] = values["environment"].model_copy(update={"kubernetes": kubernetes})
        [deployment] = blueprint.templates["deployment"].expand(values)
        assert ("lifecycle" in deployment["spec"]["template"]["spec"]["containers"][0]) is sleeps


def test_a_gateway_without_a_name_is_a_problem() -> None:
    blueprint, values = inputs("web-full")
    gateway = values["environment"].gateway.model_copy(update={"name": None})
    values["environment"] = values["environment"].model_copy(update={"gateway": gateway})
    with pytest.raises(Problems) as problems:
        blueprint.expand(values)
    assert str(problems.value).splitlines()[0] == (
        "kgen/blueprints/web/_parents.yaml:5:11: 'service.name if gateway.own_listeners else stated(gateway.n…' "
        "cannot be used here: the environment does not state the fact 'gateway.name'; "
        "add it to the environment in kgen.yaml [expression]"
    )


def test_a_service_without_ports_has_no_client_service_and_no_probes() -> None:
    _, values = inputs("worker-minimal")
    web = find("web", None)
    made = [
        manifest for _, manifest in web.expand({**values, "service": values["service"].model_copy(update={"blueprint": "web"})})
    ]
    assert [m["kind"] for m in made] == ["Deployment", "NetworkPolicy", "PodDisruptionBudget", "ServiceAccount"]
    [container] = made[0]["spec"]["template"]["spec"]["containers"]
    assert not {"livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "ports"} & container.keys()
