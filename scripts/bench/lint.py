"""`kgen lint`, beside what it costs PyYAML's C loader to parse the same manifests."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.bench.measure import run, side_by_side

_PARSE = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    list(yaml.load_all(path.read_text(), yaml.CSafeLoader))
"""

_LONE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lone}\n"

_BARE = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: bare-{number}
  labels: {{app: bare-{number}}}
spec:
  selector: {{matchLabels: {{app: bare-{number}}}}}
  template:
    metadata: {{labels: {{app: bare-{number}}}}}
    spec:
      containers:
      - name: server
        image: registry.example.com/shop/bare:1.0.{number}
        ports:
        - containerPort: 8080
        env:
        - name: PORT
          value: "8080"
        - name: ADDRESS
          value: bare-{number}.example.com
        readinessProbe: {{httpGet: {{path: /healthz, port: 8080}}}}
        resources: {{requests: {{cpu: 100m, memory: 64Mi}}, limits: {{cpu: 200m, memory: 128Mi}}}}
"""


def built(output: Path, folder: Path, count: int = 1000) -> Path:
    """A folder of manifests that kgen built, whose output is given."""
    folder.mkdir()
    manifests = (path for path in sorted(output.rglob("*.yaml")) if path.name != "kustomization.yaml")
    for number, path in zip(range(count), manifests, strict=False):
        shutil.copy(path, folder / f"{number:04}.yaml")
    return folder


def bare(folder: Path, count: int = 1000) -> Path:
    """A folder of manifests in the style of tutorials, each with many findings."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.yaml").write_text(_BARE.format(number=number))
    return folder


def ratio(folder: Path) -> float:
    """The CPU time of both on a folder, each without its start."""
    lone = folder.with_name(f"{folder.name}-lone")
    lone.mkdir()
    (lone / "lone.yaml").write_text(_LONE)
    return side_by_side(lambda: _lint(folder) - _lint(lone), lambda: _parse(folder) - _parse(lone), 3)


def _lint(folder: Path) -> float:
    return run(["-m", "kgen", "lint", str(folder)], codes=(0, 1)).cpu


def _parse(folder: Path) -> float:
    return run(["-c", _PARSE, str(folder)]).cpu
