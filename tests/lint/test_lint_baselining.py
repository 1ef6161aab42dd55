"""What `--baseline` and `--write-baseline` do: a first file accepts all, later ones only shrink."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kgen.lint.baselining import with_baseline
from kgen.lint.report import Placed, Report
from kgen.problems import Problems
from tests.reports.report_data import placed

OLD = placed("a.yaml", rule="replicas")
OTHER = placed("a.yaml", rule="image-tag")
NEW = placed("a.yaml", rule="host-ipc")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").touch()


def asked(found: Sequence[Placed], *, write: bool = False, name: str = "b.yaml") -> tuple[Report, list[str]]:
    return with_baseline(Report(findings=tuple(found)), name, write=write, files=["a.yaml"], unasked=())


def test_a_team_starts_from_where_it_is_and_only_gets_better() -> None:
    report, said = asked([OLD, OTHER], write=True)
    assert (report.findings, report.accepted) == ((), (OLD, OTHER))
    assert said == ["Wrote b.yaml: 2 findings accepted."]
    first = Path("b.yaml").read_text()

    report, said = asked([OLD, OTHER, NEW])
    assert (report.findings, report.accepted) == ((NEW,), (OLD, OTHER))
    assert said == []

    report, said = asked([OLD, OTHER, NEW], write=True)
    assert report.findings == (NEW,)
    assert said == ["b.yaml stays as it is: nothing that it accepts is fixed, and a baseline takes no new findings."]
    assert Path("b.yaml").read_text() == first

    report, said = asked([OLD, NEW])
    assert said == [
        "1 finding that b.yaml accepts is fixed; --write-baseline takes it out:",
        "  a.yaml  Service cart  image-tag",
    ]
    assert Path("b.yaml").read_text() == first

    report, said = asked([OLD, NEW], write=True)
    assert report.findings == (NEW,)
    assert said == ["Wrote b.yaml: 1 finding accepted, 1 fewer than before."]
    assert asked([OLD, OTHER, NEW])[0].findings == (OTHER, NEW)
    assert sorted(path.name for path in Path().iterdir()) == ["a.yaml", "b.yaml"]


def test_without_the_file_there_is_a_problem() -> None:
    with pytest.raises(Problems) as found:
        asked([OLD])
    assert str(found.value) == "b.yaml: this file does not exist [missing-file]\n    | --write-baseline makes it"


def test_where_nothing_can_be_written_there_is_a_problem() -> None:
    with pytest.raises(Problems) as found:
        asked([OLD], write=True, name="gone/b.yaml")
    assert str(found.value) == "gone/b.yaml: this file cannot be written: no such file or directory [unwritable-file]"
    assert [path.name for path in Path().iterdir()] == ["a.yaml"]
