"""kustomize, which merges by the same schemas, is the independent judge: the same objects come out (lists in any order)."""

from __future__ import annotations

import json
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgen.load import parse
from kgen.model.service import Patch
from kgen.patch import apply

pytestmark = pytest.mark.skipif(not shutil.which("kubectl"), reason="kubectl is not installed")

DEPLOYMENT = yaml.safe_load("""
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, labels: {a: "1"}, annotations: {x: y}}
spec:
  replicas: 1
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}
  template:
    spec:
      containers:
      - name: cart
        image: cart:1
        args: [a, b]
        env: [{name: A, value: "1"}, {name: B, value: "2"}]
        ports: [{containerPort: 53, protocol: UDP, name: dns}, {containerPort: 53, protocol: TCP, name: dns-tcp}]
        volumeMounts: [{name: tmp, mountPath: /tmp}, {name: data, mountPath: /data}]
      - {name: proxy, image: "proxy:1"}
      initContainers: [{name: wait, image: "wait:1"}]
      imagePullSecrets: [{name: one}]
      tolerations: [{key: a, operator: Exists}]
      volumes: [{name: tmp, emptyDir: {}}, {name: data, emptyDir: {sizeLimit: 1Gi}}]
""")
SERVICE = yaml.safe_load("""
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  selector: {app: cart}
  ports: [{name: http, port: 80, protocol: TCP, targetPort: 8080}, {name: web, port: 443, protocol: TCP, targetPort: 8443}]
""")
POD = "{spec: {template: {spec: %s}}}"
MERGES = {
    "scalars": (DEPLOYMENT, "{spec: {replicas: 3, paused: true}}"),
    "null": (DEPLOYMENT, "{metadata: {annotations: null}, spec: {strategy: {type: Recreate, rollingUpdate: null}}}"),
    "containers": (DEPLOYMENT, POD % "{containers: [{name: cart, image: 'cart:2'}, {name: extra, image: 'x:1'}]}"),
    "delete an item": (DEPLOYMENT, POD % "{containers: [{name: proxy, $patch: delete}]}"),
    "env": (DEPLOYMENT, POD % "{containers: [{name: cart, env: [{name: B, value: '3'}, {name: C, value: '4'}]}]}"),
    "args": (DEPLOYMENT, POD % "{containers: [{name: cart, args: [c]}]}"),
    "ports": (DEPLOYMENT, POD % "{containers: [{name: cart, ports: [{containerPort: 53, protocol: TCP, hostPort: 53}]}]}"),
    "new port": (DEPLOYMENT, POD % "{containers: [{name: cart, ports: [{containerPort: 80, protocol: TCP}]}]}"),
    "mounts": (DEPLOYMENT, POD % "{containers: [{name: cart, volumeMounts: [{name: data, mountPath: /data, readOnly: true}]}]}"),
    "volumes": (DEPLOYMENT, POD % "{volumes: [{name: data, emptyDir: {medium: Memory}}, {name: more, emptyDir: {}}]}"),
    "tolerations": (DEPLOYMENT, POD % "{tolerations: [{key: b, operator: Exists}], imagePullSecrets: [{name: two}]}"),
    "replace a map": (DEPLOYMENT, "{metadata: {labels: {$patch: replace, b: '2'}}}"),
    "replace a list": (DEPLOYMENT, POD % "{containers: [{name: only, image: 'only:1'}, {$patch: replace}]}"),
    "delete a map": (DEPLOYMENT, "{spec: {strategy: {$patch: delete}}}"),
    "service ports": (SERVICE, "{spec: {ports: [{port: 80, protocol: TCP, targetPort: 9090}, {port: 9000, protocol: TCP}]}}"),
    "selector": (SERVICE, "{spec: {selector: {app: null, b: c}}}"),
}


def unordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: unordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((unordered(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


@pytest.mark.parametrize("name", MERGES)
def test_kustomize_makes_the_same_of_it(tmp_path: Path, name: str) -> None:
    manifest, text = MERGES[name]
    merge = yaml.safe_load(text)
    target = {"apiVersion": manifest["apiVersion"], "kind": manifest["kind"], "metadata": {"name": "cart"}}
    target["metadata"] |= merge.get("metadata", {})
    (tmp_path / "manifest.yaml").write_text(yaml.safe_dump(manifest))
    (tmp_path / "patch.yaml").write_text(yaml.safe_dump(merge | target))
    (tmp_path / "kustomization.yaml").write_text("resources: [manifest.yaml]\npatches: [{path: patch.yaml}]\n")
    done = subprocess.run(["kubectl", "kustomize", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = deepcopy(manifest)
    [origin] = parse("patches: []\n", "service.yaml")
    assert apply([result], [Patch(kind=manifest["kind"], merge=merge)], origin, ("patches",)) == []
    assert unordered(result) == unordered(yaml.safe_load(done.stdout))
