"""ARCHITECTURE.md names every folder of kgen, and nothing that is not there."""

from __future__ import annotations

import re

from tests.docs.doc_blocks import REPOSITORY

_PAGE = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
_STAGES = ("load", "layer", "validate", "link", "expand", "harden", "patch", "name", "verify", "emit", "write")


def test_every_folder_is_named() -> None:
    folders = {f"kgen/{file.parent.name}/" for file in (REPOSITORY / "kgen").glob("*/*.*") if file.parent.name[0] not in "_."}
    assert folders == set(re.findall(r"^\| `(kgen/\w+/)` \|", _PAGE, re.MULTILINE))


def test_every_path_is_there() -> None:
    named = set(re.findall(r"`((?:kgen|tests|docs|blueprints|schemas|examples|scripts|out)/[\w./-]*)`", _PAGE))
    assert len(named) > 20
    assert [path for path in sorted(named) if not (REPOSITORY / path).exists()] == []


def test_the_stages_are_those_of_the_compiler() -> None:
    compiler = (REPOSITORY / "kgen" / "compiler.py").read_text(encoding="utf-8")
    called = re.findall(r"\b(load|layered|validated|linked|expand|harden|patch|name|verify|emit)\(", compiler)
    assert all(name.startswith(stage[:7]) for name, stage in zip(called, _STAGES[:-1], strict=True))
    assert re.findall(r"^\| (\w+) \| [^`]", _PAGE, re.MULTILINE)[1 : len(_STAGES) + 1] == list(_STAGES)


def test_it_is_one_page() -> None:
    assert len(_PAGE.splitlines()) <= 90
