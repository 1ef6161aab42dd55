"""What `--baseline` and `--write-baseline` do to a report and to the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kgen.lint.baseline import Baseline, apply, fixed, shrunk, speaks_for, written
from kgen.lint.baseline_file import parse_baseline, read_baseline
from kgen.lint.report import Report
from kgen.problems import Problem, Problems
from kgen.screens import baseline as screen
from kgen.write.single import save


def with_baseline(
    report: Report, name: str, *, write: bool, files: Iterable[str], unasked: Collection[str]
) -> tuple[Report, list[str]]:
    """The report with what the baseline accepts set aside, and the lines to say about the file.

    Where there is no file yet, `write` makes one that accepts every finding; of one that is there it takes out what is fixed, and
    never adds to it. `files` are those that could be read, `unasked` the names of rules that were not asked: of others it
    cannot be known whether they are fixed. Raises Problems: for what is wrong with the file, or that it cannot be written.
    """
    if not Path(name).exists():
        return _begun(report, name, write)
    baseline = read_baseline(Path(name), name)
    applied = apply(report, baseline)
    gone = fixed(applied, baseline, speaks_for(files), unasked)
    if not write:
        return applied, screen.fixed(name, gone)
    if not gone:
        return applied, [screen.kept(name)]
    save(Path(name), shrunk(baseline, gone))
    before = _size(baseline)
    return applied, [screen.wrote(name, before, before - sum(gone.values()))]


def _begun(report: Report, name: str, write: bool) -> tuple[Report, list[str]]:
    if not write:
        raise Problems([Problem(name, 0, 0, "this file does not exist", "missing-file", "--write-baseline makes it")])
    text = written(report, name)
    save(Path(name), text)
    first = parse_baseline(text, name)
    return apply(report, first), [screen.wrote(name, 0, _size(first))]


def _size(baseline: Baseline) -> int:
    return sum(baseline.known.values())
