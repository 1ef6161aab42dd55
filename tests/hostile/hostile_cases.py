"""What people who mean harm write, or people who are unlucky: each case makes a project, and says how its build must end.

A case is a function `(folder) -> arguments of kgen`. `outside/` beside the project holds a file that must stay as it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

End = Literal["problem", "file", "harmless"]
"""A problem at a line and column, a problem of a whole file or option, or a build that does no harm."""

Make = Callable[[Path], list[str]]

IMAGE = "acme.dev/cart:1.0.0@sha256:" + "0" * 64
SPEC = f"name: cart\nimage: {IMAGE}\n"
PROJECT = "environments: {production: {namespace: shop}}\n"
BIG = 250_000
"""Characters of a long text: what takes a step for each pair of them never ends."""


@dataclass(frozen=True)
class Case:
    """One case and its end; `code`, where given, is a code that must stand among the problems."""

    name: str
    make: Make
    end: End = "problem"
    code: str = ""


CASES: dict[str, Case] = {}


def add(name: str, make: Make, end: End = "problem", code: str = "") -> None:
    """Every case has a name of its own."""
    assert name not in CASES, name
    CASES[name] = Case(name, make, end, code)


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    """Files by their path; texts as UTF-8."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


def lone(content: str | bytes, *arguments: str) -> Make:
    """A spec without a project."""

    def make(folder: Path) -> list[str]:
        write(folder, {"service.yaml": content})
        return [*(arguments or ("build",)), "service.yaml"]

    return make


def spec(more: str, *arguments: str) -> Make:
    """A spec that is right up to these further lines."""
    return lone(SPEC + more, *arguments)


def project(files: dict[str, str | bytes], *arguments: str, kgen: str | bytes = PROJECT) -> Make:
    """A project with these files."""

    def make(folder: Path) -> list[str]:
        write(folder, {"kgen.yaml": kgen, **files})
        return list(arguments or ("build",))

    return make


def kgen_yaml(text: str) -> Make:
    """A project of one good spec and this kgen.yaml."""
    return project({"services/cart.yaml": SPEC}, kgen=text)


def blueprint(*templates: str, description: str = "description: Hostile.\n") -> Make:
    """A project whose own blueprint has these templates."""
    files: dict[str, str | bytes] = {f"blueprints/bad/t{index}.yaml": text for index, text in enumerate(templates)}
    files["blueprints/bad/blueprint.yaml"] = description
    files["services/cart.yaml"] = SPEC + "blueprint: bad\n"
    return project(files)


def expression(code: str) -> Make:
    """A template with one expression."""
    return blueprint(f"apiVersion: v1\nkind: Service\nmetadata: {{name: x, labels: {{a: {json.dumps('{{ ' + code + ' }}')}}}}}\n")


def linked(files: dict[str, str], links: dict[str, str], *arguments: str, kgen: str = PROJECT) -> Make:
    """A project with symbolic links, by their path: where they lead."""

    def make(folder: Path) -> list[str]:
        write(folder, {"kgen.yaml": kgen, **files})
        for name, target in links.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(target)
        return list(arguments or ("build",))

    return make


def fifo(name: str, files: dict[str, str], *arguments: str) -> Make:
    """A project with a pipe that nobody writes to."""

    def make(folder: Path) -> list[str]:
        write(folder, {**files})
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / name)
        return list(arguments or ("build",))

    return make


def dump(value: Any) -> str:
    """YAML in flow style."""
    return json.dumps(value)
