"""What a check of specs and output found, as a report for other programs: findings stand where they follow from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from kgen.actions.build import Checked
from kgen.building import Found, Ledger
from kgen.lint.report import Placed, Report
from kgen.problems import Problem, Problems
from kgen.reports import report
from kgen.rules import registry


def reported(form: str, check: Callable[[], Checked], data: TextIO) -> Checked:
    """Run a check and write its report, also where it ends with problems. Raises Problems."""
    render = report(form)
    try:
        checked = check()
    except Problems as wrong:
        data.write(render(Report(problems=wrong.problems, rules=registry())))
        raise
    data.write(render(of_check(checked)))
    return checked


def of_check(checked: Checked) -> Report:
    """Findings at the lines of specs, exempted ones too; output that is not current as problems."""
    ledger = checked.ledger
    placed = sorted((_placed(ledger, found) for found in ledger.found), key=_order)
    return Report(
        findings=tuple(one for one in placed if one.finding.exemption is None),
        exempted=tuple(one for one in placed if one.finding.exemption is not None),
        problems=tuple(Problem(one.path, 0, 0, f"{one.kind}: {one.reason}", "not-current") for one in checked.differences),
        files=len({unit.source for unit in ledger.work.services}),
        manifests=checked.manifests,
        rules=checked.rules,
    )


def _placed(ledger: Ledger, found: Found) -> Placed:
    """A finding at the field of the spec that it follows from."""
    key, finding = found
    place = ledger.place(key, finding)
    return Placed(finding, place.file, max(1, place.line), max(1, place.column))


def _order(placed: Placed) -> tuple[str, int, int, str, str]:
    return (placed.file, placed.line, placed.column, placed.finding.rule, placed.finding.namespace)
