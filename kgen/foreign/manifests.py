"""Documents to manifests: lists are opened, and what is no manifest is told from what is a broken one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from kgen.load.document import Document
from kgen.problems import Path, Problem

Manifest = dict[str, Any]

_TOOLS = {
    "kustomize.config.k8s.io": "a file for kustomize",
    "config.kubernetes.io": "a file for kustomize",
    "skaffold": "a file for skaffold",
}
"""Groups whose files are read by tools and never sent to a cluster."""

_FIELDS = frozenset({"apiVersion", "kind", "metadata"})
"""A map with one of these is meant to be a manifest."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """One manifest that somebody wrote: plain data, and where it stands.

    `file` is the file as messages show it, `-` for standard input. `inside` is the way from the document to the manifest:
    nothing, or `("items", 3)` in a List. Who is given the manifest may change it.
    """

    manifest: Manifest
    file: str
    document: Document
    inside: Path = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that is no manifest, and what it is instead."""

    file: str
    reason: str


Found = Foreign | Skipped | Problem


def sorted_out(document: Document, *, asked: bool) -> Iterator[Found]:
    """What one document holds. In a file that was `asked` for by its name, what is no manifest is a problem."""
    data = document.data
    if not asked and _is_template(document.name):
        yield Skipped(document.name, "a template of kgen")
        return
    if not isinstance(data, dict) or not (_FIELDS & data.keys()):
        yield _other(document, asked=asked)
        return
    tool = _tool(data)
    if tool:
        yield Skipped(document.name, tool)
    else:
        yield from _opened(data, document, ())


def _is_template(name: str) -> bool:
    """Whether a file lies among the blueprints of a project."""
    folders = File(name).absolute().parents
    return any(folder.name == "blueprints" and (folder.parent / "kgen.yaml").is_file() for folder in folders)


def _tool(manifest: Manifest) -> str:
    version = manifest.get("apiVersion")
    if "entries" in manifest and "kind" not in manifest:
        return "an index of charts"
    if version in ("v1", "v2") and "kind" not in manifest and "name" in manifest:
        return "the head of a chart"
    return _TOOLS.get(version.partition("/")[0], "") if isinstance(version, str) else ""


def _other(document: Document, *, asked: bool) -> Skipped | Problem:
    if not asked:
        return Skipped(document.name, "neither apiVersion nor kind")
    message = "this is no manifest: it has neither 'apiVersion' nor 'kind'"
    return document.problem((), message, "not-a-manifest")


def _opened(data: Any, document: Document, inside: Path, kind: str = "", version: str = "") -> Iterator[Found]:
    """The manifest, or those in the list it is; `kind` and `version` are what the list says of items that do not."""
    if not isinstance(data, dict):
        yield document.problem(
            inside, "an item of a list must be a manifest", "not-a-manifest", hint="write it out, or remove it"
        )
        return
    if kind and "kind" not in data:
        data = {"apiVersion": version, "kind": kind, **data}
    missing = [field for field in ("apiVersion", "kind") if not isinstance(data.get(field), str) or not data[field]]
    if missing:
        yield from (_missing(document, inside, field, data) for field in missing)
        return
    items = data.get("items") or ([] if data["kind"] == "List" else None)
    if data["kind"].endswith("List") and isinstance(items, list):
        for index, item in enumerate(items):
            yield from _opened(item, document, (*inside, "items", index), data["kind"][:-4], data["apiVersion"])
    else:
        yield Foreign(data, document.name, document, inside)


def _missing(document: Document, inside: Path, field: str, data: Manifest) -> Problem:
    if data.get(field) is None:
        example = "apiVersion: apps/v1" if field == "apiVersion" else "kind: Deployment"
        return document.problem(
            inside, f"this manifest has no '{field}'", "not-a-manifest", hint=f"write for example '{example}'"
        )
    return document.problem((*inside, field), f"'{field}' must be a text", "not-a-manifest")
