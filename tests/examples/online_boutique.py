"""The Online Boutique three times: as built from our specs, as a table of facts, and as the demo's own manifests."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import kgen

Manifest = dict[str, Any]
Key = tuple[str, str]
"""Kind and name."""

REPOSITORY = Path(__file__).parents[2]
PROJECT = REPOSITORY / "examples" / "online-boutique"
SPECS = sorted((PROJECT / "services").glob("*.yaml"))
SERVICES = tuple(spec.stem for spec in SPECS)
ENVIRONMENT = "production"
NAMESPACE = "boutique-production"
VARIABLE = "KGEN_REFERENCE"
"""Names the folder that holds `online-boutique/`, the demo's manifests, where it is not beside this repository."""


@cache
def ours() -> Mapping[Key, Manifest]:
    """What kgen makes of the specs for production, in its one namespace."""
    build = kgen.build(project=PROJECT, environment=ENVIRONMENT)
    return {(kind, name): build.manifests[space, kind, name] for space, kind, name in build.manifests if space == NAMESPACE}


@cache
def table() -> Mapping[str, dict[str, Any]]:
    """The facts that were taken from the demo, by service."""
    facts: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "online_boutique_facts.yaml").read_text())
    return facts


@cache
def originals() -> Mapping[Key, Manifest]:
    """The demo's manifests and network policies; skips the test where they are absent."""
    folder = Path(os.environ.get(VARIABLE) or REPOSITORY.parent / "shared" / "reference") / "online-boutique"
    if not folder.is_dir():
        pytest.skip(f"the demo's own manifests are not here; {VARIABLE} may name the folder that holds online-boutique/")
    files = [folder / "kubernetes-manifests.yaml", *sorted((folder / "network-policies").glob("network-*.yaml"))]
    documents = [document for file in files for document in yaml.safe_load_all(file.read_text()) if document]
    return {(document["kind"], document["metadata"]["name"]): document for document in documents}
