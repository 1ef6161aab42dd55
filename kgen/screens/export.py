"""What an export comes to: the rules that a cluster now can ask, and those that it cannot."""

from __future__ import annotations

from collections.abc import Sequence

from kgen.export import Asked, Left
from kgen.screens.words import counted


def exported(asked: Asked, left: Sequence[Left], files: int, out: str) -> str:
    """`112 rules in 20 files in policies/, 3 exemptions.`, and what is left to builds and lints, by the reason."""
    where = "" if out == "-" else f" in {counted(files, 'file')} in {out.rstrip('/')}/"
    denied = "error rules refuse, others warn" if asked.deny else "they warn, and refuse nothing"
    lines = [f"{counted(len(asked.rules), 'rule')}{where}, {counted(len(asked.exempted), 'exemption')}: {denied}."]
    reasons: dict[str, list[str]] = {}
    for one in left:
        reasons.setdefault(one.reason, []).append(one.rule)
    if left:
        lines.append(f"{counted(len(left), 'rule')} stay{'s' if len(left) == 1 else ''} with builds and lints:")
    for reason, rules in sorted(reasons.items()):
        lines.append(f"  {reason}: {', '.join(rules)}")
    return "\n".join(lines) + "\n"
