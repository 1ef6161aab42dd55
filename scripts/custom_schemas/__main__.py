"""Build the schemas of custom resources in `schemas/custom/` from the npm packages of kubernetes-models.

    python -m scripts.custom_schemas

One file per API group, `<group>.tsv`: a type per line, its name and its JSON Schema with types, required fields and allowed
words. A kind is named `gateway.networking.k8s.io/v1/HTTPRoute`, any other type `gateway.networking.k8s.io.v1.HTTPRouteSpec`;
types of Kubernetes itself bear the names they have in `schemas/kubernetes/definitions.tsv`. The first line says which package
they come from. `status` is left out: nobody writes it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from scripts.custom_schemas.packages import Package
from scripts.custom_schemas.typescript import Schema

TARGET = Path(__file__).resolve().parents[2] / "schemas" / "custom"

PACKAGES = {
    "argo-cd": "4.0.0",
    "argo-rollouts": "2.0.0",
    "cert-manager": "6.0.0",
    "cilium": "4.0.0",
    "external-secrets": "2.0.0",
    "flux-cd": "4.0.0",
    "gateway-api": "2.0.0",
    "istio": "3.0.1",
    "keda": "2.0.0",
    "kyverno": "2.0.0",
    "prometheus-operator": "6.0.0",
    "sealed-secrets": "6.0.0",
}
"""Which packages of https://github.com/tommy351/kubernetes-models-ts, at which versions."""


def main() -> None:
    """Fetch the packages and write a file for each group."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    rows: dict[str, dict[str, str]] = {}
    sources: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, version in PACKAGES.items():
            package = Package(_fetched(f"@kubernetes-models/{name}@{version}", Path(folder) / name))
            for group, types in package.groups().items():
                rows.setdefault(group, {}).update({key: _text(schema) for key, schema in types.items()})
                sources.setdefault(group, []).append(f"@kubernetes-models/{name}@{version}")
    for group, texts in rows.items():
        lines = ["\t".join(sources[group]), *(f"{name}\t{text}" for name, text in sorted(texts.items()))]
        (TARGET / f"{group}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _text(schema: Schema) -> str:
    return json.dumps(schema, sort_keys=True, separators=(",", ":"))


def _fetched(package: str, folder: Path) -> Path:
    """The unpacked package."""
    folder.mkdir()
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as content:
        content.extractall(folder, filter="data")
    return folder / "package"


if __name__ == "__main__":
    main()
