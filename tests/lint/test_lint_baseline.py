"""Baselines: written, read back, applied, and made shorter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.lint.baseline import apply, fixed, shrunk, speaks_for, written
from kgen.lint.baseline_file import parse_baseline, read_baseline
from kgen.lint.identity import identity
from kgen.lint.report import Placed, Report
from kgen.load.stream import LIMIT
from kgen.problems import Problems
from kgen.screens.baseline import fixed as said_of_fixed
from kgen.screens.baseline import wrote
from tests.effort import tries
from tests.reports.report_data import placed

CASES = sorted((Path(__file__).parent / "baselines").iterdir())
TEXT = st.text(st.characters(exclude_categories=[]), max_size=12)
NAMES = st.sampled_from(["a", "b", "a b", "'", "\n", "\u202e", "no", "1"])


@st.composite
def findings(draw: st.DrawFn) -> Placed:
    container = draw(st.sampled_from(["", "app", "side car", "x[0]"]))
    index = draw(st.integers(0, 2))
    path = f"spec.containers[{index}].image" if container else draw(st.sampled_from(["", "spec", "spec.rules[3].verbs[0]"]))
    return placed(
        file=draw(st.sampled_from(["a.yaml", "./b.yaml", "-", "é\udc80.yaml"])) + draw(TEXT),
        line=draw(st.integers(1, 99)),
        rule=draw(NAMES),
        name=draw(NAMES),
        namespace=draw(NAMES),
        container=container,
        path=path,
    )


REPORTS = st.lists(findings(), max_size=8)


def baseline_of(found: Sequence[Placed], name: str = "baseline.yaml") -> str:
    return written(Report(findings=tuple(found)), name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_said_of_a_broken_baseline(case: Path) -> None:
    with pytest.raises(Problems) as found:
        read_baseline(case / "baseline.yaml", "baseline.yaml")
    assert str(found.value) == (case / "expected.txt").read_text("utf-8").removesuffix("\n")


def test_what_is_written_is_stable_and_easy_to_compare() -> None:
    found = [
        placed("b.yaml", 3, rule="replicas", path="spec.replicas"),
        placed("a.yaml", 9, rule="image-tag", namespace="shop", path="spec.containers[1].image", container="proxy"),
        placed("a.yaml", 5, rule="role-wildcard", kind="Role", path="rules[0].verbs[1]"),
        placed("./a.yaml", 7, rule="role-wildcard", kind="Role", path="rules[2].verbs[0]"),
    ]
    text = """\
# Findings that kgen lint accepts: where, and how many. This file is to become shorter; kgen takes out what is fixed.
findings:
  a.yaml:
    "Role cart":
      role-wildcard:
        "rules[].verbs[]": 2
    "Service shop/cart":
      image-tag:
        "spec.containers[proxy].image": 1
  b.yaml:
    "Service cart":
      replicas:
        spec.replicas: 1
version: 1
"""
    assert baseline_of(found) == text
    assert baseline_of(found[::-1]) == text


@given(found=REPORTS)
@pytest.mark.fuzz
@settings(max_examples=tries(60))
def test_a_baseline_accepts_all_that_it_was_written_from_and_nothing_else(found: list[Placed]) -> None:
    baseline = parse_baseline(baseline_of(found), "baseline.yaml")
    moved = [one._replace(line=one.line + 7, column=2) for one in found]
    report = apply(Report(findings=tuple(moved)), baseline)
    assert report.findings == ()
    assert report.accepted == tuple(moved)
    assert fixed(report, baseline, lambda _: True) == {}
    new = placed("new.yaml", rule="replicas")
    assert apply(Report(findings=(new, *moved, *moved)), baseline).findings == (new, *moved)


@given(found=REPORTS, data=st.data())
@pytest.mark.fuzz
@settings(max_examples=tries(60))
def test_a_baseline_becomes_shorter_by_what_is_fixed(found: list[Placed], data: st.DataObject) -> None:
    baseline = parse_baseline(baseline_of(found), "baseline.yaml")
    rest = [one for one in found if data.draw(st.booleans())]
    report = apply(Report(findings=tuple(rest)), baseline)
    gone = fixed(report, baseline, lambda _: True)
    assert sum(gone.values()) == len(found) - len(rest)
    assert shrunk(baseline, gone) == baseline_of(rest)


def test_a_container_keeps_its_entry_when_the_list_is_ordered_anew() -> None:
    one = placed(path="spec.initContainers[0].image", container="app")
    baseline = parse_baseline(baseline_of([one]), "b")
    moved = placed(path="spec.initContainers[4].image", container="app")
    other = placed(path="spec.initContainers[0].image", container="other")
    assert apply(Report(findings=(other, moved)), baseline).findings == (other,)


@pytest.mark.parametrize(
    ("path", "container", "told"),
    [
        ("", "", ""),
        ("spec.replicas", "", "spec.replicas"),
        ("rules[0].verbs[12]", "", "rules[].verbs[]"),
        ("spec.containers[0].ports[1].hostPort", "app", "spec.containers[app].ports[].hostPort"),
        ("spec.items[3].initContainers[0].image", "a[0]", "spec.items[].initContainers[a[0]].image"),
        ("spec.volumes[2].hostPath", "app", "spec.volumes[].hostPath"),
        ("spec.containers[0].image", "", "spec.containers[].image"),
    ],
)
def test_paths_hold_no_numbers(path: str, container: str, told: str) -> None:
    assert identity(placed(path=path, container=container)).path == told


def test_entries_of_what_was_not_asked_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.yaml").touch()
    found = [
        placed(file, rule=rule)
        for file, rule in [("asked.yaml", "a"), ("asked.yaml", "unasked"), ("there.yaml", "a"), ("gone.yaml", "a")]
    ]
    baseline = parse_baseline(baseline_of(found), "b.yaml")
    gone = fixed(apply(Report(), baseline), baseline, speaks_for(["./asked.yaml"]), {"unasked"})
    assert [(same.file, same.rule) for same in gone] == [("asked.yaml", "a"), ("gone.yaml", "a")]
    assert said_of_fixed("b.yaml", gone) == [
        "2 findings that b.yaml accepts are fixed; --write-baseline takes them out:",
        "  asked.yaml  Service cart  a",
        "  gone.yaml   Service cart  a",
    ]


def test_what_is_said_of_what_is_fixed() -> None:
    one = placed("a.yaml", path="spec.replicas")
    baseline = parse_baseline(baseline_of([one]), "b.yaml")
    gone = fixed(apply(Report(), baseline), baseline, lambda _: True)
    assert said_of_fixed("b.yaml", gone) == [
        "1 finding that b.yaml accepts is fixed; --write-baseline takes it out:",
        "  a.yaml  Service cart  replicas  spec.replicas",
    ]
    assert said_of_fixed("b.yaml", {}) == []
    many = {next(iter(gone))._replace(file=f"{number}.yaml"): 1 for number in range(10)}
    assert said_of_fixed("b.yaml", many)[-1] == "  and 2 more"


def test_what_is_said_of_what_was_written() -> None:
    assert wrote("b.yaml", 0, 3) == "Wrote b.yaml: 3 findings accepted."
    assert wrote("b.yaml", 3, 1) == "Wrote b.yaml: 1 finding accepted, 2 fewer than before."


def test_a_baseline_that_could_not_be_read_is_not_written() -> None:
    found = [placed(f"{number:0>100}.yaml") for number in range(LIMIT // 120)]
    with pytest.raises(Problems) as refused:
        baseline_of(found, "b.yaml")
    assert str(refused.value) == (
        "b.yaml: this baseline would be larger than 1 MiB [too-large]\n    | write one baseline for each of several folders"
    )
