"""The first spec of a service, from a few answers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kgen import places
from kgen.formats import emitter
from kgen.layer.origin import Layers
from kgen.load import parse
from kgen.problems import Problem, Problems
from kgen.project.file import find
from kgen.project.layers import layer
from kgen.screens.words import counted
from kgen.validate.validate import validate
from kgen.write.single import save

SCHEMA = ".kgen/service.schema.json"
"""Where the schema for editors lies, from the project's folder (or the spec's, without a project)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked; an empty health path means none."""

    name: str
    image: str
    port: int
    health: str


def require_free(file: str) -> None:
    """Raise Problems if the file exists already."""
    if os.path.lexists(file):
        hint = "name another one: kgen init other.yaml"
        raise Problems([Problem(file, 0, 0, "this file exists already", "exists", hint)])


def start(file: str, answers: Answers) -> str:
    """Write the spec, and the schema by which editors complete it; returns what to say. Raises Problems for wrong answers."""
    path = Path(file)
    root = (find(path.resolve().parent) or path.resolve()).parent
    lines = _lines(answers)
    _require_right("\n".join(lines), file)
    schema = root / SCHEMA
    modeline = f"# yaml-language-server: $schema={Path(os.path.relpath(schema, path.resolve().parent)).as_posix()}"
    save(schema, (places.data("schemas") / "service.schema.json").read_bytes(), root, folders=True)
    save(path, "\n".join([modeline, *lines]) + "\n", folders=True)
    return f"Wrote {file} ({counted(len(lines) + 1, 'line')}). Next: kgen build {file}"


def _lines(answers: Answers) -> list[str]:
    """The lines of the spec, in the order in which people think of them."""
    values: dict[str, object] = {"name": answers.name, "image": answers.image, "port": answers.port}
    if answers.health:
        values["health"] = answers.health
    return [emitter("yaml").emit({field: value}, None).rstrip("\n") for field, value in values.items()]


def _require_right(text: str, file: str) -> None:
    from kgen.model.service import Service

    [document] = parse(text, file)
    written = layer(document.data, document, whole=True)
    _, problems = validate(Service, written.data, Layers((written.place,), written.place), {})
    if problems:
        raise Problems(problems)
