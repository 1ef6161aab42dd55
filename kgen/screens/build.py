"""The summary of a build: what was written, changed and removed, and what the rules found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kgen.findings import Finding
from kgen.hardening.exemptions import ENDS
from kgen.problems import Problem
from kgen.screens.problems import MOST, shown
from kgen.screens.style import PLAIN, Style
from kgen.screens.words import columns, counted, listed
from kgen.write import Plan
from kgen.write.compare import UnitPlan, manifests
from kgen.write.unit import Key, folder

if TYPE_CHECKING:
    from kgen.building import Found, Ledger

MOST_QUIET = 8
"""Units that are listed though nothing of them changes; of more, only those with news are."""

MOST_UNITS = 40
"""Units with news that are listed."""


def summary(plan: Plan, ledger: Ledger, titles: Mapping[str, str], *, verbose: bool, style: Style) -> str:
    """The screen of a build that was written; `titles` are those of all rules."""
    lines = _units(plan, ledger.kinds, verbose)
    lines += warnings(ledger, titles, verbose=verbose, style=style)
    written = f"{len(plan.written)} written" if plan.written else "none written"
    done = f"{counted(plan.files, 'manifest')} in {plan.name.rstrip('/')}/, {written}, {len(plan.removed)} removed."
    lines.append(f"{done} {held(ledger.findings, len(titles))}")
    return "\n".join(lines) + "\n"


def _units(plan: Plan, kinds: Mapping[Key, tuple[str, ...]], verbose: bool) -> list[str]:
    units = sorted(plan.units, key=lambda unit: unit.key)
    shown = units
    if len(units) > MOST_QUIET and not verbose:
        shown = [unit for unit in units if _is_news(unit)][:MOST_UNITS]
    lines: list[str] = []
    for text, unit in zip(columns(_row(unit, kinds, verbose) for unit in shown), shown, strict=True):
        lines.append(text)
        if verbose:
            lines += _files(unit)
    if len(shown) < len(units):
        rest = units if not shown else [unit for unit in units if unit not in shown]
        quiet = "" if any(_is_news(unit) for unit in rest) else ", unchanged"
        lines.append(f"{'… and ' if shown else ''}{counted(len(rest), 'unit' if not shown else 'other unit')}{quiet}")
    return lines


def _is_news(unit: UnitPlan) -> bool:
    return bool(unit.added or unit.changed or unit.removed)


def _kinds(kinds: Iterable[str]) -> str:
    """Each kind once, with its number where there are several."""
    return ", ".join(f"{number} {kind}" if number > 1 else kind for kind, number in Counter(kinds).items())


def _row(unit: UnitPlan, kinds: Mapping[Key, tuple[str, ...]], verbose: bool) -> tuple[str, str, str, str]:
    environment, namespace, name = unit.key
    added, changed, removed = (len(manifests(names)) for names in (unit.added, unit.changed, unit.removed))
    if unit.gone:
        news = f"{removed} removed"
    elif added == unit.manifests:
        news = f"new: {_kinds(kinds.get(unit.key, ()))}"
    else:
        parts = [(added, "added"), (changed, "changed"), (removed, "removed"), (unit.unchanged, "unchanged")]
        news = ", ".join(f"{number} {word}" for number, word in parts if number)
        news += f": {_kinds(kinds.get(unit.key, ()))}" if verbose else ""
    return environment, f"{namespace}/{name}", counted(unit.manifests, "manifest"), news


def _files(unit: UnitPlan) -> list[str]:
    base = folder(unit.key)
    groups = (("+", unit.added), ("~", unit.changed), ("-", unit.removed))
    return [f"  {sign} {base}/{name}" for sign, names in groups for name in names]


def warnings(ledger: Ledger, titles: Mapping[str, str], *, verbose: bool, style: Style = PLAIN) -> list[str]:
    """Findings that do not fail the build: one line per rule, or (verbose) each where it follows from."""
    by_rule: dict[str, list[Found]] = {}
    for key, finding in ledger.counting("warning"):
        by_rule.setdefault(finding.rule, []).append((key, finding))
    lines: list[str] = []
    for rule, found in sorted(by_rule.items()):
        others = 0 if verbose else len({key[2] for key, _ in found}) - 1
        for problem in ledger.located(found if verbose else found[:1]):
            at = f"{problem.file}:{problem.line}:{problem.column}"
            title = titles.get(rule, problem.message).rstrip(".")
            said = f"{at} and {counted(others, 'other service')}: {title}" if others else f"{at}: {problem.message}"
            lines.append(f"{style.yellow('warning')}  {said} [{rule}]")
    return lines


def errors(found: Sequence[Problem], style: Style = PLAIN) -> str:
    """The screen of a build that error findings stopped."""
    lines = [line for problem in found[:MOST] for line in shown(problem, style)]
    if len(found) > MOST:
        lines.append(f"… and {len(found) - MOST} more")
    rules = listed(dict.fromkeys(problem.code for problem in found), 3)
    lines.append(f"{counted(len(found), 'finding')} of {rules}. Nothing was written. kgen rules show {found[0].code} says more.")
    return "\n".join(lines) + "\n"


def held(findings: Sequence[Finding], rules: int) -> str:
    """`31 rules hold, 1 exempted (image-digest until 2027-03-01: "registry migration").`"""
    broken = {finding.rule for finding in findings if finding.exemption is None and finding.severity != "info"} - {ENDS}
    reasons: dict[str, set[str]] = {}
    for finding in findings:
        if finding.exemption is not None:
            until = f" until {finding.exemption.until}" if finding.exemption.until else ""
            reasons.setdefault(finding.rule, set()).add(f'{until}: "{finding.exemption.reason}"')
    holding = rules - len(broken) - len(reasons.keys() - broken)
    parts = [f"{counted(holding, 'rule')} hold{'s' if holding == 1 else ''}"]
    if reasons:
        told = "; ".join(f"{rule}{_told(why)}" for rule, why in sorted(reasons.items()))
        parts.append(f"{len(reasons)} exempted ({told})")
    return ", ".join(parts) + "."


def _told(reasons: set[str]) -> str:
    first, *others = sorted(reasons)
    return f"{first} and {counted(len(others), 'other reason')}" if others else first
