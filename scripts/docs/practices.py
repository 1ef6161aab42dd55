"""The practices of a running service, from `docs/practices.yaml`: what states each, what it needs, what follows, who shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kgen.model.project import Project
from kgen.rules import registry
from scripts.docs.fields import cell, fields

DATA = Path(__file__).resolve().parents[2] / "docs" / "practices.yaml"

_LEAD = """\
What keeps a service running and safe, and where it is stated. Most of it holds without a word. [The shop](../examples/shop/)
shows each practice: a company with three teams, on four kinds of clusters; its manifests are [here](../out/shop/)."""


_FITS = """\
Objects that are right one by one can still be wrong together. A build tells of it at the field, or the patch, it follows from,
and writes nothing."""


def lines() -> Iterator[str]:
    """The page."""
    data = yaml.safe_load(DATA.read_bytes())
    yield from ["# Practices", "", *_LEAD.split("\n"), ""]
    yield from ["| practice | spec field | facts it needs | manifests | example |", "|---|---|---|---|---|"]
    yield from map(_service, data["services"])
    yield from ["", "## Not a service's", "", "| practice | where it belongs |", "|---|---|"]
    yield from (f"| {each['practice']} | {cell(each['where'])} |" for each in data["others"])
    yield from ["", "## What must fit each other", "", *_FITS.split("\n"), "", "| what | told as |", "|---|---|"]
    yield from (f"| {each['what']} | {_told(each['told'])} |" for each in data["fits"])


def _told(code: str) -> str:
    """A rule with its section; other problems have none."""
    return f"[`{code}`](rules.md#{code})" if code in registry() else f"`{code}`"


def _service(row: Mapping[str, Any]) -> str:
    field = row.get("field")
    said = f"[`{field}`](spec.md#{field})" if field else "none"
    facts = ", ".join(map(_fact, row.get("facts", [])))
    example = f"[{row['example']}](../examples/shop/{row['example']})"
    shows = "<br>".join(_shown(file, pointers) for file, pointers in row["shows"].items())
    return f"| {row['practice']} | {said} | {facts} | {shows} | {example} |"


def _fact(name: str) -> str:
    of_project = name in fields(Project)
    return f"[`{name}`](project.md#{'' if of_project else 'environments'}{name})"


def _shown(file: str, pointers: list[str]) -> str:
    manifest = yaml.safe_load((DATA.parents[1] / "out" / "shop" / file).read_bytes())
    parts = ", ".join(f"`{_last(pointer)}`" for pointer in pointers)
    return f"[{manifest['kind']}](../out/shop/{file}) {parts}"


def _last(pointer: str) -> str:
    """The last name of a JSON pointer that is no index (RFC 6901)."""
    names = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/") if not part.isdecimal()]
    return names[-1]
