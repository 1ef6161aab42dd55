"""What the peers are given: the specs of a project as JSON, with the calls between services worked out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml


def read_data(project: Path) -> dict[str, Any]:
    """The project's shared settings under `shared`, its specs under `services`.

    A spec's `calls` become a list with the callee's port, and `callers` says who calls it. kgen works both out of the
    specs while it is timed; the peers get them for nothing, and JSON (or the inventory a tool wants) rather than YAML.
    """
    settings = _load(project / "kgen.yaml")
    specs = [_load(path) for path in sorted((project / "services").iterdir())]
    environment = settings["environments"]["production"]
    defaults = settings["defaults"]
    ports = {spec["name"]: spec["port"] for spec in specs}
    callers: dict[str, list[str]] = {name: [] for name in ports}
    for spec in specs:
        spec["calls"] = [{"name": name, "variable": spec["calls"][name], "port": ports[name]} for name in sorted(spec["calls"])]
        for call in spec["calls"]:
            callers[call["name"]].append(spec["name"])
        spec["callers"] = callers[spec["name"]]
    shared = {
        **defaults,
        "namespace": environment["namespace"].format(**defaults),
        "gateway": environment["gateway"],
        "api_server": environment["api_server"],
    }
    return {"shared": shared, "services": specs}


def write_json(project: Path, path: Path) -> None:
    """`read_data` as one JSON file."""
    path.write_text(json.dumps(read_data(project)))


def _load(path: Path) -> Any:
    return yaml.load(path.read_text(), yaml.CSafeLoader)
