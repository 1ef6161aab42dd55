"""Real objects in each format, byte for byte: `cases/<case>/manifest.json` in, `cases/<case>/emitted.<format>` out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgen.formats import FORMATS, emitter

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("format", FORMATS)
def test_a_real_object_in_each_format(format: str, case: Path) -> None:
    manifest = json.loads((case / "manifest.json").read_text("utf-8"))
    written = emitter(format).emit(manifest, f"services/{case.name}.yaml")
    assert written.encode() == (case / f"emitted.{format}").read_bytes()
