"""A baseline: the findings that a team started with. They are accepted, new ones are not, and the file only shrinks.

Entries are kept under file, object, rule and path, with how many there are; lines and numbers of list items do not count, so
that a baseline outlives edits of the files it is about.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from posixpath import normpath
from typing import Any

from kgen.formats import emitter
from kgen.lint.identity import Identity, identity
from kgen.lint.report import Placed, Report
from kgen.load.stream import LIMIT
from kgen.problems import Problem, Problems, visible

VERSION = 1

_HEAD = "# Findings that kgen lint accepts: where, and how many. This file is to become shorter; kgen takes out what is fixed.\n"


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each identity are accepted; `name` is the file, as people know it."""

    name: str
    known: Mapping[Identity, int]


def apply(report: Report, baseline: Baseline) -> Report:
    """The report with the findings that the baseline knows moved to `accepted`: of equals, the first ones."""
    left = Counter(dict(baseline.known))
    accepted: list[Placed] = []
    findings: list[Placed] = []
    for placed in report.findings:
        same = identity(placed)
        (accepted if left[same] > 0 else findings).append(placed)
        left[same] -= 1
    return replace(report, findings=tuple(findings), accepted=(*report.accepted, *accepted))


def fixed(
    report: Report, baseline: Baseline, checked: Callable[[str], bool], unasked: Collection[str] = ()
) -> dict[Identity, int]:
    """What the baseline accepts and the report, to which it was applied, has no more; in the order of files.

    `checked` says of a file's name whether the report speaks for it, `unasked` are the rules it does not speak for: entries of
    other files and of those rules may still be needed.
    """
    found = Counter(identity(placed) for placed in report.accepted)
    return {
        same: count - found[same]
        for same, count in sorted(baseline.known.items())
        if count > found[same] and checked(same.file) and same.rule not in unasked
    }


def speaks_for(files: Iterable[str]) -> Callable[[str], bool]:
    """Whether a report about these files speaks for a file: it is one of them, or is there no more."""
    names = {visible(normpath(file)) for file in files}
    return lambda file: file in names or not os.path.exists(file)  # noqa: PTH110 - no name makes it raise


def written(report: Report, name: str) -> str:
    """A first baseline, which accepts every finding of a report; `name` is the file it goes to. Raises Problems."""
    return _text(Counter(identity(placed) for placed in (*report.findings, *report.accepted)), name)


def shrunk(baseline: Baseline, fixed: Mapping[Identity, int]) -> str:
    """The baseline without what is fixed. Raises Problems."""
    return _text({same: count - fixed.get(same, 0) for same, count in baseline.known.items()}, baseline.name)


def _text(known: Mapping[Identity, int], name: str) -> str:
    files: dict[str, Any] = {}
    for (file, thing, rule, path), count in known.items():
        if count > 0:
            files.setdefault(file, {}).setdefault(thing, {}).setdefault(rule, {})[path] = count
    text = _HEAD + emitter("yaml").emit({"findings": files, "version": VERSION}, None)
    if len(text.encode()) > LIMIT:
        hint = "write one baseline for each of several folders"
        raise Problems([Problem(name, 0, 0, "this baseline would be larger than 1 MiB", "too-large", hint)])
    return text
