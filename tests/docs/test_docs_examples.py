"""Every field of a spec, of kgen.yaml and of an environment has an example, and the examples build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import kgen
from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.model.service import Service
from scripts.docs.fields import fields
from scripts.docs.pages import DOCS

_IMAGE = "registry.example.com/shop/checkout:1.4.2"
_DIGEST = "sha256:28b89acdce598ba80821fe5a1aac5a26e2228876b006e473a6eff151fb2404c5"
_SPEC: dict[str, Any] = {
    "name": "checkout",
    "image": f"{_IMAGE}@{_DIGEST}",
    "port": 8080,
    "health": "/healthz",
}
_FACTS: dict[str, Any] = {
    "namespace": {"name": "shop", "pod_security": "privileged"},
    "gateway": {"name": "public", "namespace": "gateways", "pods": {"app": "envoy"}},
    "monitoring": {"namespace": "monitoring", "pods": {"app": "prometheus"}, "operator": True, "dashboards": {}},
    "sensitive": {"runtime": "gvisor"},
    "node_pools": {"gpu": {"labels": {"pool": "gpu"}}},
    "tracing": {"endpoint": "http://otel.tracing:4317", "namespace": "tracing"},
    "api_server": ["10.0.0.1/32"],
    "storage_class": "fast",
    "workload_identity": {"kind": "irsa", "cidr": ["10.0.8.0/28"]},
}


FILES = {"services/settings.ini": "beta = no\n", "services/templates/hello.txt": "Hello!\n"}
"""What the examples refer to."""

PACKAGE = {
    "acme_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n",
    "acme_rules-1.0.dist-info/entry_points.txt": "[kgen.rules]\nacme = acme_rules\n",
    "acme_rules.py": """\
\"\"\"Names are short.\"\"\"
from kgen.rules import ObjectRule, matching
RULE = ObjectRule(severity="error", path="metadata.name", expect=matching("^.{1,40}$", "have at most 40 characters"), sources=[])
""",
}
"""The installed package that an example names."""


def _examples(file: str) -> dict[str, Any]:
    return dict(yaml.safe_load((DOCS / "examples" / file).read_text(encoding="utf-8")))


_OF_SPEC, _OF_PROJECT = _examples("spec.yaml"), _examples("project.yaml")


def test_every_field_of_a_spec_has_an_example() -> None:
    assert _OF_SPEC.keys() == fields(Service).keys()


def test_examples_of_kgen_yaml_are_of_fields() -> None:
    environment = {f"environments.{name}" for name in fields(Environment)}
    assert fields(Project).keys() <= _OF_PROJECT.keys() <= fields(Project).keys() | environment


def test_the_examples_of_spec_fields_build(tmp_path: Path) -> None:
    specs = {"cart": {**_SPEC, "name": "cart"}}
    for name, given in _OF_SPEC.items():
        written = yaml.safe_load(given["example"])
        dropped = {"port"} if "ports" in written else {"port", "health"} if "job" in str(written.get("blueprint")) else set()
        rest = {key: value for key, value in _SPEC.items() if key not in dropped}
        specs[name] = {**rest, **written, "name": f"example-{name.replace('_', '-')}"}
    assert _build(tmp_path, {"environments": {"production": _FACTS}}, specs).errors == []


@pytest.mark.parametrize("name", _OF_PROJECT)
def test_the_example_of_a_project_field_builds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in PACKAGE.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    written = yaml.safe_load(_OF_PROJECT[name]["example"])
    project: dict[str, Any] = {"environments": {"production": _FACTS}, **written}
    if name.startswith("environments."):
        project = {"environments": {"production": {**_FACTS, **written}}}
    spec: dict[str, Any] = {**_SPEC, "system": "shop", **_exempted(str(written.get("exemptions")))}
    assert _build(tmp_path, project, {"checkout": spec}).errors == []


def _exempted(exemptions: str) -> dict[str, Any]:
    """What a spec must say for an exemption to be needed: one that nothing needs is a problem."""
    image = {"image": _IMAGE} if "image-digest" in exemptions else {}
    return {**image, "replicas": 1} if "replicas" in exemptions else image


def _build(folder: Path, project: dict[str, Any], specs: dict[str, Any]) -> kgen.Build:
    pattern = project.get("specs", ["services/*.yaml"])[0]
    texts = {pattern.replace("*", name): yaml.safe_dump(spec) for name, spec in specs.items()}
    for path, text in {**texts, "kgen.yaml": yaml.safe_dump(project), **FILES}.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return kgen.build(project=folder)
