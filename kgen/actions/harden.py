"""The command `harden`: anybody's manifests, read, hardened, and put where they shall be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kgen.cli import FINE, FOUND, WRONG
from kgen.lint.annotations import Dialects
from kgen.lint.facts import Facts, Wanted, facts, project_of
from kgen.problems import Problem, Problems, visible
from kgen.rewrite import namespaces, place
from kgen.rewrite.files import STDIN, Texts, Written, read, written
from kgen.rewrite.report import Report, leave, told
from kgen.rewrite.stage import hardened
from kgen.rules import Context, Rule, Rules
from kgen.screens.harden import diff, listing, screen
from kgen.screens.style import Style


@dataclass(frozen=True, slots=True)
class HardenOptions:
    """What the command line asks for. `in_place` and `out` are where to write; with neither nothing is written."""

    wanted: Wanted
    in_place: bool = False
    out: Path | None = None
    diff: bool = False
    check: bool = False
    safe: bool = False
    namespace: str | None = None
    verbose: bool = False

    @property
    def writes(self) -> bool:
        return self.in_place or self.out is not None


def run_harden(options: HardenOptions, stdin: Callable[[], bytes], data: TextIO, log: TextIO, style: Style) -> int:
    """Harden manifests, write them where the options say, and say what was done. Raises Problems for wrong options."""
    _require_one_place(options)
    wanted = options.wanted
    known = facts(wanted, project_of(wanted), wanted.environment)
    texts = read(wanted.paths, stdin)
    _harden(texts, known, options)
    report, files = _collected(texts, known.rules, show_after=options.writes or STDIN in wanted.paths)
    report.left_out = _left_out(known, options)
    _put(options, files, report, data)
    log.write(listing(report) if options.check else screen(report, options, style))
    if report.problems:
        return WRONG
    return FOUND if report.changed and not _is_written(options, report.changed) else FINE


def _harden(texts: Texts, known: Facts, options: HardenOptions) -> None:
    """Harden what was read, and note what is left. Rules that the project exempts, or an object's annotations, fill nothing."""
    context = Context(known.environment, known.exemptions, known.today, rules=Rules(known.rules.values()))
    pieces, dialects = texts.pieces, Dialects(known.rules, known.today)
    for piece in pieces:
        piece.exempt = frozenset(rule for rule, stated in dialects.of(piece.manifest).items() if not stated.over)
    if options.namespace is not None:
        namespaces.state(pieces, options.namespace)
    left_out = _left_out(known, options)
    hardened(pieces, {name: rule for name, rule in known.rules.items() if name not in left_out}, context)
    leave(texts.texts, context, left_out)


def _left_out(known: Facts, options: HardenOptions) -> list[str]:
    """The rules that `--safe` does without."""
    asked = (rule for rule in known.rules.values() if not rule.when or rule.when(known.environment))
    return [rule.name for rule in asked if options.safe and rule.risk]


def _require_one_place(options: HardenOptions) -> None:
    if sum([options.in_place, options.out is not None, options.diff, options.check]) > 1:
        message = "only one of --in-place, --out, --diff and --check can be given"
        raise Problems([Problem("kgen harden", 0, 0, message, "one-place")])


def _collected(texts: Texts, rules: Mapping[str, Rule], *, show_after: bool) -> tuple[Report, list[Written]]:
    """What is said of all files, and the files as they shall be; those with problems are left as they are."""
    report = Report(rules, problems=list(texts.problems), files=len(texts.texts), objects=len(texts.pieces))
    report.skipped = list(dict.fromkeys(texts.skipped))
    files: list[Written] = []
    for text in texts.texts:
        if text.broken:
            continue
        try:
            made = list(written(text))
        except Problems as wrong:
            report.problems += wrong.problems
            continue
        told(report, text, made[0].after if show_after else None)
        files += made
    report.changed = [file for file in files if file.before != file.after]
    return report, files


def _put(options: HardenOptions, files: list[Written], report: Report, data: TextIO) -> None:
    if options.diff:
        data.writelines(diff(file) for file in report.changed)
        return
    if options.check:
        data.writelines(f"{visible(file.name)}\n" for file in report.changed)
        return
    data.writelines(file.after.decode() for file in files if file.name == STDIN)
    if options.writes:
        on_disk = [file for file in files if file.name != STDIN]
        place.write(place.below(options.out, on_disk, options.wanted.paths) if options.out else on_disk, options.out)


def _is_written(options: HardenOptions, changed: list[Written]) -> bool:
    is_shown = not (options.diff or options.check)
    return options.writes or (is_shown and all(file.name == STDIN for file in changed))
