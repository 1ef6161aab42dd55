"""What `kgen harden` did or would do: what was filled and why, what may stop a program, and what only a person can decide."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgen.problems import visible
from kgen.rewrite.report import Report, Said
from kgen.screens.problems import shown
from kgen.screens.style import Style
from kgen.screens.words import columns, counted

if TYPE_CHECKING:
    from kgen.actions.harden import HardenOptions
    from kgen.rewrite.files import Written

FEW = 3
"""Places that are listed of one rule; -v lists all."""


def diff(file: Written) -> str:
    """What is added to a file, as `patch` and `git apply` take it."""
    before = (file.before or b"").decode("utf-8").splitlines(keepends=True)
    after = file.after.decode("utf-8").splitlines(keepends=True)
    name = visible(file.name)
    source = "/dev/null" if file.before is None else f"a/{name}"
    return "".join(_whole(difflib.unified_diff(before, after, source, f"b/{name}")))


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a diff; of a last line without its end this is said, as `diff` does."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def listing(report: Report) -> str:
    """What `--check` says besides the names of the files."""
    lines = [line for problem in report.problems for line in shown(problem, Style(False))]
    if report.changed:
        lines.append(f"{_files(len(report.changed), report)} can be hardened. kgen harden --in-place does it.")
    elif not report.problems:
        lines.append(f"{counted(report.files, 'file')}: nothing to add.")
    return "".join(f"{line}\n" for line in lines)


def screen(report: Report, options: HardenOptions, style: Style) -> str:
    """The whole screen."""
    risky = [one for one in report.filled if report.rules[one.rule].risk]
    safe = [one for one in report.filled if not report.rules[one.rule].risk]
    parts = [
        [line for problem in report.problems for line in shown(problem, style)],
        _group("Filled in:", safe, report, options, style, risk=False),
        _group("Filled in, and may stop a program (--safe leaves it out):", risky, report, options, style, risk=True),
        _companions(report, options, style),
        _left(report, options, style),
        _left_out(report),
        _skipped(report, options),
        _end(report, options),
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _group(title: str, found: list[Said], report: Report, options: HardenOptions, style: Style, *, risk: bool) -> list[str]:
    by_rule = _by_rule(found)
    rows = []
    for rule, said in by_rule.items():
        why = report.rules[rule].risk if risk else report.rules[rule].title
        objects = {(one.place.file, one.place.kind, one.place.name) for one in said}
        rows.append((f"  {rule}", counted(len(objects), "object"), why))
    return [style.bold(title), *_detailed(columns(rows), by_rule, options, style)] if rows else []


def _detailed(lines: list[str], by_rule: dict[str, list[Said]], options: HardenOptions, style: Style) -> Iterator[str]:
    """One line for each rule, and with -v below it what was done where."""
    for line, said in zip(lines, by_rule.values(), strict=True):
        yield line
        if options.verbose:
            yield from (style.faint(f"      {_where(one)}  {visible(one.text)}") for one in said)


def _where(one: Said) -> str:
    return visible(f"{one.place}  {one.place.kind} {one.place.name}")


def _companions(report: Report, options: HardenOptions, style: Style) -> list[str]:
    if not report.companions:
        return []
    rows = []
    by_rule = _by_rule(report.companions)
    for rule, said in by_rule.items():
        kinds = sorted({one.text.split(" ")[0] for one in said})
        rows.append((f"  {', '.join(kinds)}", counted(len(said), "object"), report.rules[rule].risk or report.rules[rule].title))
    return [style.bold("Added beside them:"), *_detailed(columns(rows), by_rule, options, style)]


def _left(report: Report, options: HardenOptions, style: Style) -> list[str]:
    by_rule = _by_rule(report.left)
    if not by_rule:
        return []
    lines = [style.bold("Only a person can decide:")]
    for rule, said in by_rule.items():
        lines.append(f"  {rule}  {report.rules[rule].title}" if rule in report.rules else f"  {rule}")
        few = said if options.verbose or len(said) <= FEW else said[: FEW - 1]
        lines += [f"      {_where(one)}: {visible(one.text)}" for one in few]
        if len(few) < len(said):
            lines.append(style.faint(f"      … and {len(said) - len(few)} more (-v)"))
    return lines


def _left_out(report: Report) -> list[str]:
    rules = report.left_out
    return [f"Left out, because they may stop a program (without --safe they fill in, too): {', '.join(rules)}"] if rules else []


def _skipped(report: Report, options: HardenOptions) -> list[str]:
    """The documents that are no manifests: nothing is passed over in silence."""
    few = report.skipped if options.verbose or len(report.skipped) <= FEW else report.skipped[: FEW - 1]
    lines = [f"{visible(one.file)}: left alone: {one.reason}" for one in few]
    return [*lines, f"… and {len(report.skipped) - len(few)} more (-v)"] if len(few) < len(report.skipped) else lines


def _by_rule(found: Iterable[Said]) -> dict[str, list[Said]]:
    by_rule: dict[str, list[Said]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    return dict(sorted(by_rule.items()))


def _end(report: Report, options: HardenOptions) -> list[str]:
    if report.problems and not report.objects:
        return ["Nothing was written."]
    head = f"{counted(report.objects, 'object')} in {counted(report.files, 'file')}"
    broken = len({problem.file for problem in report.problems})
    if broken:
        head = f"{counted(broken, 'file')} left as {'it is' if broken == 1 else 'they are'}. {head}"
    if not report.changed:
        return [f"{head}: nothing to add."]
    gained = f"{head}: {counted(len(report.filled), 'field')} filled in, {counted(len(report.companions), 'object')} added"
    number = len(report.changed)
    if options.out is not None:
        return [f"{gained}. Written to {visible(str(options.out))}."]
    if options.in_place:
        return [f"{gained}. {counted(number, 'file')} written."]
    if all(file.name == "-" for file in report.changed) and not options.diff:
        return [f"{gained}."]
    hint = "--in-place writes it" if options.diff else "--diff shows it, --in-place or --out FOLDER writes it"
    return [f"{gained}. Nothing was written: {hint}."]


def _files(number: int, report: Report) -> str:
    return f"{number} of {counted(report.files, 'file')}"
