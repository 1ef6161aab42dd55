"""The committed API data is what the script builds, small, strict, and complete."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kgen.places import data
from kgen.verify import definitions

FOLDER = data("schemas") / "kubernetes"
SCRIPT = Path(__file__).parents[2] / "scripts" / "build_api_schemas.py"
MERGE: dict[str, dict[str, dict[str, Any]]] = json.loads((FOLDER / "merge-keys.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_api_schemas", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_committed_files_are_what_the_script_builds(script: ModuleType) -> None:
    built = script.build()
    assert sorted(built) == sorted(path.name for path in FOLDER.iterdir())
    for name, text in built.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name} is stale: run python scripts/build_api_schemas.py"


def test_a_limit_for_no_field_is_a_mistake(script: ModuleType) -> None:
    with pytest.raises(SystemExit) as caught:
        script._refuse_unused({"core.v1.Container.nmae": {}}, {"1.33": definitions.table("1.33")})
    assert str(caught.value) == "'core.v1.Container.nmae' of api_limits.yaml is a field of no version"


def test_the_data_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


@pytest.mark.parametrize("version", definitions.versions())
def test_every_group_that_people_use_is_there(version: str) -> None:
    apis = {name.rpartition("/")[0] for name in definitions.table(version) if "/" in name}
    assert apis >= {
        "admissionregistration.k8s.io/v1",
        "apiextensions.k8s.io/v1",
        "apps/v1",
        "autoscaling/v2",
        "batch/v1",
        "networking.k8s.io/v1",
        "node.k8s.io/v1",
        "policy/v1",
        "rbac.authorization.k8s.io/v1",
        "scheduling.k8s.io/v1",
        "storage.k8s.io/v1",
        "v1",
    }


@pytest.mark.parametrize("version", definitions.versions())
def test_no_type_takes_unknown_fields_or_nulls(version: str) -> None:
    for name, text in definitions.table(version).items():
        schema = json.loads(text)
        assert "properties" not in schema or schema["additionalProperties"] is False, name
        assert '"null"' not in text, name


@pytest.mark.parametrize(
    ("kind", "path", "key"),
    [
        ("apps/v1/Deployment", "spec.template.spec.containers", "name"),
        ("apps/v1/Deployment", "spec.template.spec.initContainers", "name"),
        ("apps/v1/Deployment", "spec.template.spec.containers.env", "name"),
        ("apps/v1/Deployment", "spec.template.spec.containers.ports", "containerPort"),
        ("apps/v1/Deployment", "spec.template.spec.containers.volumeMounts", "mountPath"),
        ("apps/v1/Deployment", "spec.template.spec.containers.volumeDevices", "devicePath"),
        ("apps/v1/Deployment", "spec.template.spec.volumes", "name"),
        ("apps/v1/Deployment", "spec.template.spec.imagePullSecrets", "name"),
        ("apps/v1/Deployment", "spec.template.spec.hostAliases", "ip"),
        ("apps/v1/Deployment", "spec.template.spec.topologySpreadConstraints", "topologyKey"),
        ("apps/v1/Deployment", "spec.template.spec.tolerations", None),
        ("apps/v1/Deployment", "spec.template.spec.containers.args", None),
        ("apps/v1/Deployment", "metadata.finalizers", "set"),
        ("apps/v1/StatefulSet", "spec.volumeClaimTemplates", None),
        ("batch/v1/CronJob", "spec.jobTemplate.spec.template.spec.containers", "name"),
        ("v1/Service", "spec.ports", "port"),
        ("v1/ServiceAccount", "imagePullSecrets", None),
        ("v1/ServiceAccount", "secrets", "name"),
        ("rbac.authorization.k8s.io/v1/RoleBinding", "subjects", None),
        ("rbac.authorization.k8s.io/v1/Role", "rules", None),
        ("networking.k8s.io/v1/NetworkPolicy", "spec.egress", None),
        ("admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration", "webhooks", "name"),
    ],
)
def test_merge_keys(kind: str, path: str, key: str | None) -> None:
    assert _field(kind, path).get("key") == key


def test_merge_strategies() -> None:
    assert _field("apps/v1/Deployment", "spec.strategy")["strategy"] == "retainKeys"
    assert _field("policy/v1/PodDisruptionBudget", "spec.selector")["strategy"] == "replace"
    assert _field("v1/Service", "spec.ports")["keys"] == ["port", "protocol"]


def _field(kind: str, path: str) -> dict[str, Any]:
    owner, field = kind, {}
    for step in path.split("."):
        field = MERGE.get(owner, {}).get(step, {})
        owner = field.get("of", "")
    return field
