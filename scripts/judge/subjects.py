"""What is judged: projects built afresh by the command itself, one subject per environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
_OWN = Path(__file__).with_name("projects")

PROJECTS = {
    "online-boutique": ROOT / "examples" / "online-boutique",
    "shop": ROOT / "examples" / "shop",
    "quickstart": ROOT / "examples" / "quickstart" / "service.yaml",
    "minimal": _OWN / "minimal",
    "fullest": _OWN / "fullest",
}
"""By name: a project's folder, or a lone spec."""

KUSTOMIZATION = "kustomization.yaml"


@dataclass(frozen=True, slots=True)
class Subject:
    """The output of one environment, and the Kubernetes version it is meant for."""

    project: str
    environment: str
    folder: Path
    kubernetes: str

    @property
    def name(self) -> str:
        return f"{self.project}/{self.environment}"

    def files(self) -> list[Path]:
        """The files that hold manifests."""
        return sorted(path for path in self.folder.rglob("*.yaml") if path.name != KUSTOMIZATION)

    def manifests(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Every manifest with its file."""
        for path in self.files():
            yield path, yaml.safe_load(path.read_bytes())


def build(out: Path) -> list[Subject]:
    """All subjects, built below a folder by `kgen build`."""
    return [subject for name, source in PROJECTS.items() for subject in _built(name, source, out / name)]


def at_bounds(out: Path, name: str = "shop") -> list[Subject]:
    """A project's environments, each as if it ran the lowest and as if it ran the highest version that kgen knows."""
    from kgen.verify.schema import versions

    found = []
    for kubernetes in (versions()[0], versions()[-1]):
        source = out / f"{name}-{kubernetes}"
        shutil.copytree(PROJECTS[name], source)
        _move(source / "kgen.yaml", kubernetes)
        found += list(_built(name, source, out / kubernetes))
    return found


def _move(file: Path, kubernetes: str) -> None:
    """Moves all environments of a project to a version, without what that version does not have."""
    from kgen.validate.facts import USER_NAMESPACES

    project = yaml.safe_load(file.read_bytes())
    for facts in project["environments"].values():
        facts["kubernetes"] = kubernetes
        if kubernetes < USER_NAMESPACES:
            facts.pop("user_namespaces", None)
    file.write_text(yaml.safe_dump(project, sort_keys=False))


def _built(name: str, source: Path, out: Path) -> Iterator[Subject]:
    command = [sys.executable, "-m", "kgen", "build", str(source), "-o", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"kgen cannot build {name}:\n{done.stderr}")
    for folder in sorted(path for path in out.iterdir() if path.is_dir() and not path.name.startswith(".")):
        yield Subject(name, folder.name, folder, version(source, folder.name))


def version(source: Path, environment: str) -> str:
    """The Kubernetes version that a project states for an environment; kgen's own floor where it states none."""
    from kgen.model.environment import FLOOR

    if source.is_file():
        return FLOOR
    facts = yaml.safe_load((source / "kgen.yaml").read_bytes())["environments"][environment]
    return str(facts.get("kubernetes", FLOOR))
