"""One report in each form, byte for byte: `cases/<case>/report.yaml` in, `cases/<case>/expected.<form>` out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgen.reports import names, report
from kgen.version import VERSION
from tests.reports.report_data import load

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("name", names())
def test_a_report_in_each_form(name: str, case: Path) -> None:
    written = report(name)(load(case)).replace(f'"{VERSION}"', '"VERSION"')
    assert written.encode() == (case / f"expected.{name}").read_bytes()


def test_there_is_no_other_form() -> None:
    with pytest.raises(
        ValueError, match=r"^'text' is no form of a report; there are github, gitlab, json, junit, markdown, sarif$"
    ):
        report("text")
