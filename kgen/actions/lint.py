"""The command `lint`: read, judge, compare with the baseline, say what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TextIO

from kgen.cli import FINE, FOUND, WRONG
from kgen.findings import Severity
from kgen.foreign import Foreign, Reading, read
from kgen.foreign.stream import LIMIT
from kgen.lint.baselining import with_baseline
from kgen.lint.facts import Facts, Wanted, environments, facts, project_of
from kgen.lint.judge import judge
from kgen.lint.judgement import Judgement
from kgen.lint.specs import Specs
from kgen.load.files import standard_input
from kgen.problems import Problem, Problems, visible
from kgen.project.file import ProjectFile
from kgen.screens import lint as screen
from kgen.screens.style import PLAIN, Style
from kgen.validate.messages import shortened
from kgen.write.single import save

TEXT = "text"
STDOUT = "-"

_ORDER: tuple[Severity, ...] = ("info", "warning", "error")


class LintOptions(NamedTuple):
    """What the command line asks for; `out` is the file of the report, `-` for standard output."""

    wanted: Wanted
    format: str = TEXT
    out: str = STDOUT
    fail_on: Severity = "error"
    baseline: str | None = None
    write_baseline: bool = False
    verbose: bool = False

    @property
    def is_filed(self) -> bool:
        return self.out != STDOUT


def run_lint(options: LintOptions, data: TextIO, log: TextIO, style: Style) -> int:
    """Judge manifests and say what was found. Raises Problems for what keeps all of them from being judged."""
    _require(options)
    try:
        project = project_of(options.wanted)
    except Problems as wrong:
        log.writelines(f"{line}\n" for problem in wrong.problems for line in screen.problem(problem, style))
        log.write(screen.without_project(style))
        return WRONG
    reading = read(options.wanted.paths, partial(standard_input, LIMIT))
    specs = Specs(project, options.wanted.today)
    groups = list(_groups(options.wanted, project, reading))
    judgement = judge(reading, groups, specs.line)
    judgement, news = _compared(judgement, options, {name for known, _ in groups for name in known.left_out})
    _tell(judgement, options, data, log, style)
    log.writelines(f"{line}\n" for line in news)
    if judgement.rest.problems:
        return WRONG
    grave = _ORDER[_ORDER.index(options.fail_on) :]
    return FOUND if any(finding.severity in grave for _, finding in judgement.found) else FINE


def _groups(wanted: Wanted, project: ProjectFile | None, reading: Reading) -> Iterator[tuple[Facts, Sequence[Foreign]]]:
    """The manifests by the environment that they are judged by: the one that was named, or whose output they are."""
    files = {one.file for one in reading.manifests}
    named = environments(project, files) if wanted.environment is None else dict.fromkeys(files, wanted.environment)
    groups: dict[str | None, list[Foreign]] = {}
    for one in reading.manifests:
        groups.setdefault(named[one.file], []).append(one)
    for name, manifests in groups.items() or [(wanted.environment, [])]:
        yield facts(wanted, project, name), manifests


def _compared(judgement: Judgement, options: LintOptions, left_out: Collection[str]) -> tuple[Judgement, list[str]]:
    """The judgement without what the baseline accepts, and what is to be said of the baseline; rules `left_out` tell nothing."""
    if options.baseline is None:
        return judgement, []
    report, news = with_baseline(
        judgement.report,
        options.baseline,
        write=options.write_baseline,
        files=_files(judgement),
        unasked=left_out,
    )
    return judgement.told(report), news


def _files(judgement: Judgement) -> set[str]:
    return {one.file for one in judgement.manifests} | {one.file for one in judgement.rest.skipped}


def _tell(judgement: Judgement, options: LintOptions, data: TextIO, log: TextIO, style: Style) -> None:
    log.writelines(f"{line}\n" for problem in judgement.rest.problems for line in screen.problem(problem, style))
    if options.format == TEXT:
        text = screen.findings_text(judgement, verbose=options.verbose, style=PLAIN if options.is_filed else style)
    else:
        from kgen.reports import report as form

        text = form(options.format)(judgement.report)
    if options.is_filed:
        save(Path(options.out), text)
    else:
        data.write(text)
    log.write(screen.summary(judgement, style))


def _require(options: LintOptions) -> None:
    """Raises Problems for options that cannot be meant."""
    from kgen.reports import names

    forms = (TEXT, *names())
    if options.format not in forms:
        message = f"'{visible(shortened(options.format))}' is no form of a report"
        raise Problems([Problem("--format", 0, 0, message, "unknown-format", f"one of: {', '.join(forms)}")])
    if options.write_baseline and options.baseline is None:
        hint = "name it: --baseline lint-baseline.yaml --write-baseline"
        raise Problems([Problem("--write-baseline", 0, 0, "a baseline needs a file", "baseline", hint)])
