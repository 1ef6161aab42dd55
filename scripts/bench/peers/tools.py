"""The tools: how each is installed, given its data and run. Their programs lie in the folder of the tool's name."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Protocol

import yaml

from scripts.bench.peers.data import read_data, write_json
from scripts.bench.peers.install import npm, venv
from scripts.bench.peers.process import Command

HERE = Path(__file__).absolute().parent
ROOT = HERE.parents[2]
HOME = ROOT / ".peers"


class Tool(Protocol):
    """One way to make manifests."""

    name: str
    program: str
    """What the program is written in, and what it makes."""

    def install(self) -> str:
        """Install the tool unless that is done, and tell its version; CannotInstallError says why that cannot be."""

    def prepare(self, project: Path, folder: Path) -> None:
        """Fill a folder with what the tool reads of a project; this is not timed."""

    def command(self, folder: Path, out: Path) -> Command:
        """What reads that folder and writes the manifests, as YAML, into another one."""


class Kgen:
    """kgen itself, in one process, or in as many as it chooses."""

    name = "kgen"

    def __init__(self, jobs: int = 1) -> None:
        self._jobs = jobs
        self.program = "specs; hardened, validated and verified" if jobs else "the same, as many processes as it chooses"

    def install(self) -> str:
        return "here"

    def prepare(self, project: Path, folder: Path) -> None:
        shutil.copytree(project, folder)

    def command(self, folder: Path, out: Path) -> Command:
        return Command([sys.executable, "-m", "kgen", "build", str(folder), "-o", str(out), "-j", str(self._jobs)], ROOT)


class Script:
    """A tool that is a Python library: `render.py` in its folder runs it, as its own command would."""

    def __init__(self, name: str, package: str, program: str) -> None:
        self.name = name
        self.program = program
        self._package = package

    def install(self) -> str:
        return venv(HOME / self.name, HERE / self.name / "requirements.txt", self._package)

    def prepare(self, project: Path, folder: Path) -> None:
        folder.mkdir()
        write_json(project, folder / "data.json")

    def command(self, folder: Path, out: Path) -> Command:
        python = HOME / self.name / "bin/python"
        return Command([str(python), str(HERE / self.name / "render.py"), str(folder / "data.json"), str(out)], folder)


class Cdk8s:
    """A chart for each service, made of the constructs for the Kubernetes API."""

    name = "cdk8s"
    program = "JavaScript, a chart per service"

    def install(self) -> str:
        return npm(HOME / self.name, HERE / self.name / "package.json", "cdk8s")

    def prepare(self, project: Path, folder: Path) -> None:
        folder.mkdir()
        write_json(project, folder / "data.json")

    def command(self, folder: Path, out: Path) -> Command:
        main = HERE / self.name / "main.js"
        modules = {"NODE_PATH": str(HOME / self.name / "node_modules")}
        return Command(["node", str(main), str(folder / "data.json"), str(out)], folder, modules)


class Kapitan:
    """A target for each service; its parameters are the spec. The inventory is read by the faster of the tool's backends."""

    name = "kapitan"
    program = "Jinja2 templates, a target per service"

    def install(self) -> str:
        return venv(HOME / self.name, HERE / self.name / "requirements.txt", "kapitan")

    def prepare(self, project: Path, folder: Path) -> None:
        shutil.copytree(HERE / self.name, folder)
        data = read_data(project)
        _write(folder / "inventory/classes/shared.yml", {"parameters": {"shared": data["shared"]}})
        targets = folder / "inventory/targets"
        targets.mkdir()
        for service in data["services"]:
            _write(targets / f"{service['name']}.yml", {"classes": ["shared", "service"], "parameters": service})

    def command(self, folder: Path, out: Path) -> Command:
        kapitan = HOME / self.name / "bin/kapitan"
        options = ["--inventory-backend", "reclass-rs", "--output-path", str(out), "--parallelism", str(os.cpu_count() or 1)]
        return Command([str(kapitan), "compile", *options], folder)


def _write(path: Path, data: object) -> None:
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False))


PEERS: tuple[Tool, ...] = (
    Script("jsonnet", "gojsonnet", "a function, all services at once (Go)"),
    Script("kcl", "kcl-lib", "schemas and lambdas, all services at once (Rust)"),
    Cdk8s(),
    Kapitan(),
)
