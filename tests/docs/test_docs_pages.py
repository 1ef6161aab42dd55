"""The pages are current, their links lead somewhere, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.docs.pages import DOCS
from scripts.docs.pages import PAGES as GENERATED
from tests.docs.doc_blocks import PAGES, REPOSITORY, blocks

_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATED[name](), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), f"{page.name}: {link}"
        assert not anchor or anchor in _anchors(target), f"{page.name}: {link}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-").lower() for heading in headings}


def test_the_library_example_stands_in_the_page_as_it_is() -> None:
    example = (REPOSITORY / "examples" / "library" / "embed.py").read_text(encoding="utf-8")
    assert example in [block.text for block in blocks(DOCS / "library.md")]


def test_make_knows_every_target_that_the_pages_name() -> None:
    named = {
        target for page in PAGES for target in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", page.read_text(), re.MULTILINE)
    }
    known = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    assert {first or second for first, second in named} <= known


def test_pages_name_no_file_of_the_repository_that_is_not_there() -> None:
    pattern = re.compile(r"`((?:kgen|blueprints|examples|schemas|scripts|tests|docs)/[a-z0-9_./-]+)`")
    for page in PAGES:
        missing = [name for name in pattern.findall(page.read_text(encoding="utf-8")) if not (REPOSITORY / name).exists()]
        assert not missing, f"{page.name}: {missing}"
