"""The summary of a build: what was written, changed and removed, and what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kgen.findings import Finding
from kgen.screens.style import PLAIN, Style
from kgen.screens.words import columns, counted, listed
from kgen.write import Plan
from kgen.write.compare import UnitPlan, manifests
from kgen.write.unit import Key, folder

MOST_UNITS = 40
"""Units that are listed; of more, those that change are shown first."""


def summary(
    plan: Plan, kinds: Mapping[Key, tuple[str, ...]], findings: Sequence[Finding], rules: int, *, verbose: bool, style: Style
) -> str:
    """The screen of a build that was written."""
    lines = _units(plan, kinds, verbose)
    lines += warnings(findings, verbose=verbose, style=style)
    written = f"{len(plan.written)} written" if plan.written else "none written"
    lines.append(
        f"{counted(plan.files, 'manifest')} in {plan.name.rstrip('/')}/, {written}, {len(plan.removed)} removed. {held(findings, rules)}"
    )
    return "\n".join(lines) + "\n"


def _units(plan: Plan, kinds: Mapping[Key, tuple[str, ...]], verbose: bool) -> list[str]:
    units = sorted(plan.units, key=lambda unit: unit.key)
    shown = units
    if len(units) > MOST_UNITS and not verbose:
        shown = [unit for unit in units if _is_news(unit)][:MOST_UNITS]
    lines: list[str] = []
    for text, unit in zip(columns(_row(unit, kinds) for unit in shown), shown, strict=True):
        lines.append(text)
        if verbose:
            lines += _files(unit)
    if len(shown) < len(units):
        lines.append(f"… and {len(units) - len(shown)} more")
    return lines


def _is_news(unit: UnitPlan) -> bool:
    return bool(unit.added or unit.changed or unit.removed)


def _row(unit: UnitPlan, kinds: Mapping[Key, tuple[str, ...]]) -> tuple[str, str, str, str]:
    environment, namespace, name = unit.key
    added, changed, removed = (len(manifests(names)) for names in (unit.added, unit.changed, unit.removed))
    if unit.gone:
        news = f"{removed} removed"
    elif added == unit.manifests:
        news = f"new: {', '.join(kinds.get(unit.key, ()))}"
    else:
        parts = [(added, "added"), (changed, "changed"), (removed, "removed"), (unit.unchanged, "unchanged")]
        news = ", ".join(f"{number} {word}" for number, word in parts if number)
    return environment, f"{namespace}/{name}", counted(unit.manifests, "manifest"), news


def _files(unit: UnitPlan) -> list[str]:
    base = folder(unit.key)
    groups = (("+", unit.added), ("~", unit.changed), ("-", unit.removed))
    return [f"  {sign} {base}/{name}" for sign, names in groups for name in names]


def warnings(findings: Iterable[Finding], *, verbose: bool, style: Style = PLAIN) -> list[str]:
    """Findings that do not fail the build: one line per rule, or (verbose) one per finding."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.exemption is None and finding.severity == "warning":
            by_rule.setdefault(finding.rule, []).append(finding)
    lines = []
    for rule, found in sorted(by_rule.items()):
        if verbose:
            lines += [f"{style.yellow('warning')}  {place(finding)}: {finding.message} [{rule}]" for finding in found]
        else:
            names = listed(dict.fromkeys(finding.name for finding in found), 3)
            lines.append(f"{style.yellow('warning')}  {names}: {found[0].message} [{rule}]")
    return lines


def errors(findings: Sequence[Finding], style: Style = PLAIN) -> str:
    """The screen of a build that error findings stopped."""
    lines = [f"{style.red('error')}  {place(finding)}: {finding.message} [{finding.rule}]" for finding in findings]
    rules = listed(dict.fromkeys(finding.rule for finding in findings), 3)
    lines.append(
        f"{counted(len(findings), 'finding')} of {rules}. Nothing was written. kgen rules show {findings[0].rule} says more."
    )
    return "\n".join(lines) + "\n"


def place(finding: Finding) -> str:
    """`shop/Deployment cart, container proxy, spec.template…`."""
    container = f", container {finding.container}" if finding.container and finding.container != finding.name else ""
    path = f" at {finding.path}" if finding.path else ""
    return f"{finding.namespace + '/' if finding.namespace else ''}{finding.kind} {finding.name}{container}{path}"


def held(findings: Sequence[Finding], rules: int) -> str:
    """`31 rules hold, 1 exempted (image-digest until 2027-03-01: "registry migration").`"""
    broken = {finding.rule for finding in findings if finding.exemption is None and finding.severity != "info"}
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
