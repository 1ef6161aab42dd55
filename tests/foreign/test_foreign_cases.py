"""Each folder in cases/ holds files, and what is read from them: manifests, what is skipped, and what people are told.

`paths` are the lines of a command line (`manifests` where there is none), `stdin` is standard input.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgen.foreign import Reading, read

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/expected.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    paths = (case / "paths").read_text().split() if (case / "paths").exists() else ["manifests"]
    reading = read(paths, lambda: (case / "stdin").read_bytes())
    assert "".join(f"{line}\n" for line in _lines(reading)) == (case / "expected.txt").read_text()


def _lines(reading: Reading) -> Iterator[str]:
    for one in reading.manifests:
        place = "".join(f" {step}" for step in one.inside)
        line = one.document.span((*one.inside, "metadata", "name")).line
        yield f"{one.file}:{line}{place}: {json.dumps(one.manifest, ensure_ascii=False)}"
    yield from (f"{one.file}: skipped, {one.reason}" for one in reading.skipped)
    yield from map(str, reading.problems)
    yield f"{reading.files} files"
