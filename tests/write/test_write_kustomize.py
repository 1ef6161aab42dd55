"""kubectl takes each environment as it is written, and finds exactly the objects that were made."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kgen.formats import emitter
from kgen.write import UnitFiles, plan
from tests.write.write_helpers import scope

pytestmark = pytest.mark.skipif(not shutil.which("kubectl"), reason="kubectl is not installed")

OBJECTS = [
    ("shop", "_namespace", "v1", "Namespace", "shop"),
    ("shop", "cart", "apps/v1", "Deployment", "cart"),
    ("shop", "cart", "v1", "ConfigMap", "cart"),
    ("shop", "cart", "v1", "ConfigMap", "cart.example.com"),
    ("shop", "mail", "apps/v1", "Deployment", "mail"),
    ("1e3", "null-1", "v1", "ConfigMap", "null-1"),
    ("_platform", "policies", "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "kgen"),
    ("shop", "cart", "example.com/v1", "Unknown", "cart"),
]


@pytest.mark.parametrize("format", ["yaml", "json", "kyaml"])
def test_kubectl_finds_every_object(tmp_path: Path, format: str) -> None:
    emit = emitter(format)
    files: dict[tuple[str, str], dict[str, bytes]] = {}
    for namespace, unit, version, kind, name in OBJECTS:
        manifest = {"apiVersion": version, "kind": kind, "metadata": {"name": name}}
        if not namespace.startswith("_"):
            manifest["metadata"] = {"name": name, "namespace": namespace}
        text = emit.emit(manifest, f"services/{unit}.yaml")
        files.setdefault((namespace, unit), {})[f"{kind.lower()}-{name}{emit.EXTENSION}"] = text.encode()
    made = [UnitFiles("production", *key, f"services/{key[1]}.yaml", "", content) for key, content in files.items()]
    plan(tmp_path, made, scope({})).apply()
    done = subprocess.run(["kubectl", "kustomize", str(tmp_path / "production")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = sorted(json.dumps(each, sort_keys=True) for each in yaml.safe_load_all(done.stdout))
    contents = [yaml.safe_load(data) for content in files.values() for data in content.values()]
    assert found == sorted(json.dumps(each, sort_keys=True) for each in contents)
