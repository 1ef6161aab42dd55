"""The commands `build` and `check`: a build, the place it goes to, and what is said about it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple, TextIO

from kgen.building import Ledger, compiled, scope
from kgen.cache import remembering
from kgen.cli import FINE, FOUND
from kgen.compiler import plan
from kgen.link.work import Work
from kgen.problems import Problem, Problems
from kgen.progress import watched
from kgen.project.sources import Request, project_root
from kgen.rules import Rule
from kgen.screens.build import errors, summary, warnings
from kgen.screens.check import differences
from kgen.screens.style import Style
from kgen.tools import Tools
from kgen.unit import Compiled
from kgen.workers import workers
from kgen.write import Difference, explain
from kgen.write import plan as write_plan
from kgen.write.plan import Plan

STDOUT = "-"
OUT = "out"


class BuildOptions(NamedTuple):
    """What the command line asks for; `out` is where to write (None: where the project says), `-` standard output. `report` is
    the form in which a check is told to other programs."""

    request: Request
    out: str | None
    format: str
    today: date
    jobs: int = 1
    verbose: bool = False
    report: str | None = None


class Checked(NamedTuple):
    """A check that came to its end: findings, what is not current on disk, how many manifests a build makes, and the rules."""

    ledger: Ledger
    differences: Sequence[Difference]
    manifests: int
    rules: Mapping[str, Rule]


def run_build(options: BuildOptions, data: TextIO, log: TextIO, style: Style) -> int:
    """Build, write unless something is wrong, and say what was done. Raises Problems."""
    _require_out(options)
    work, tools = _work(options)
    ledger = Ledger(work)
    wanted = options.out != STDOUT and not options.request.set
    with (
        workers(options.jobs, work) as executor,
        remembering(work, tools, _place(options, work)[0], wanted=wanted) as cache,
    ):
        units = watched(compiled(work, tools, executor, cache), len(work.services), log)
        if options.out == STDOUT:
            return _to_stdout(list(units), ledger, options, tools, data, log, style)
        with _compared(options, work, ledger, units, stage=True) as written:
            ledger.require()
            if ledger.errors:
                log.write(errors(ledger.errors, style))
                return FOUND
            screen = summary(written, ledger, _titles(tools), verbose=options.verbose, style=style)
            written.apply()
        if cache:
            cache.commit()
    log.write(screen)
    return FINE


def run_check(options: BuildOptions, data: TextIO, log: TextIO, style: Style) -> int:
    """Compare what is on disk with what a build would write, and say what differs. Raises Problems.

    With `options.report` the data is that form of report, whatever is found; the screen goes to the log then.
    """
    if options.report is None:
        checked = _checked(options)
    else:
        from kgen.actions.report import reported

        checked, data = reported(options.report, lambda: _checked(options), data), log
    if checked.ledger.errors:
        log.write(errors(checked.ledger.errors, style))
        return FOUND
    (data if checked.differences else log).write(differences(checked.differences, checked.manifests))
    return FOUND if checked.differences else FINE


def _checked(options: BuildOptions) -> Checked:
    """What a check finds: differences only where no finding keeps the build from being written. Raises Problems."""
    work, tools = _work(options)
    ledger = Ledger(work)
    with _compared(options, work, ledger, compiled(work, tools), stage=False) as planned:
        ledger.require()
        differing = [] if ledger.counting("error") else explain(planned)
        return Checked(ledger, differing, planned.files, tools.rulebook.rules)


def _work(options: BuildOptions) -> tuple[Work, Tools]:
    tools = Tools(project_root(options.request), options.format, options.today)
    return plan(options.request, tools), tools


def _titles(tools: Tools) -> dict[str, str]:
    return {name: rule.title for name, rule in tools.rulebook.rules.items()}


def _require_out(options: BuildOptions) -> None:
    if options.request.set and options.out is None:
        hint = "write it into the spec, or name another place with -o"
        raise Problems([Problem("--set", 0, 0, "what is recorded belongs in the spec; --set needs --out", "set-needs-out", hint)])


def _to_stdout(
    units: list[Compiled], ledger: Ledger, options: BuildOptions, tools: Tools, data: TextIO, log: TextIO, style: Style
) -> int:
    """The manifests as one stream; what else there is to say goes to the log."""
    for unit in units:
        ledger.add(unit)
    ledger.require()
    if ledger.errors:
        log.write(errors(ledger.errors, style))
        return FOUND
    # KYAML brings its own separator, and a stream of JSON has none.
    separator = "---\n" if options.format == "yaml" else ""
    data.writelines(f"{separator}{content.decode()}" for unit in units for content in unit.files.values())
    log.writelines(f"{line}\n" for line in warnings(ledger, _titles(tools), verbose=options.verbose, style=style))
    return FINE


@contextmanager
def _compared(options: BuildOptions, work: Work, ledger: Ledger, units: Iterator[Compiled], *, stage: bool) -> Iterator[Plan]:
    """The plan of writing."""
    out, below = _place(options, work)
    name = Path(os.path.relpath(out)).as_posix()
    generated = work.sources.project.model.generated
    with write_plan(out, ledger.files(units), scope(work), name=name, project=below, generated=generated, stage=stage) as planned:
        yield planned


def _place(options: BuildOptions, work: Work) -> tuple[Path, Path | None]:
    """Where to write: `out` of the project, and the project that it must stay below; or the place that was named."""
    project = work.sources.project
    if options.out is not None or project.root is None:
        return Path(options.out or OUT), None
    return project.root / project.model.out, project.root
