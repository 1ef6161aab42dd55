"""What specs are compiled by: kgen itself, Python, what is installed beside it, and the blueprints and rules of the project."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from kgen import places
from kgen.expand.blueprint import Blueprint
from kgen.fragments import GROUP
from kgen.organisation.book import Rulebook

_CODE = (".py", ".yaml", ".json")
_INSTALLED = (".dist-info", ".egg-info")


def identity(blueprints: Iterable[Blueprint], rulebook: Rulebook) -> bytes | None:
    """A digest that changes with every change of kgen, of Python, of the versions installed, of a blueprint and of a rule.

    None where that cannot be told: a package that brings fragments or rules may change its code and keep its version.
    """
    if rulebook.brought.rules:
        return None
    total = sha256(sys.version.encode())
    for folder in (Path(__file__).parents[1], places.data("schemas")):
        for path in sorted(_files(str(folder))):
            content = _content(path)
            total.update(f"{path.removeprefix(str(folder))} {len(content)}\n".encode())
            total.update(content)
    installed = sorted(_installed())
    if any(f"[{GROUP}]".encode() in _content(f"{path}/entry_points.txt") for path in installed):
        return None
    total.update(repr([os.path.basename(path) for path in installed]).encode())  # noqa: PTH119
    written = repr((sorted(rulebook.own), rulebook.texts, sorted(map(_written, blueprints))))
    total.update(written.encode("utf-8", "surrogatepass"))
    return total.digest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.name.endswith(_CODE):
                yield entry.path


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - hundreds of files
            return file.read()
    except OSError:
        return b""


def _installed() -> Iterator[str]:
    """The folders that describe what is installed; their names hold its versions."""
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:
            continue
        yield from (f"{folder or '.'}/{name}" for name in names if name.endswith(_INSTALLED))


def _written(blueprint: Blueprint) -> str:
    """All that a blueprint is made of, as this build has read it."""
    documents = sorted((stem, document.text) for stem, document in blueprint.documents.items())
    return repr((blueprint.name, blueprint.where, documents, blueprint.defaults, blueprint.written_params))
