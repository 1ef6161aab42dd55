"""A need whose fact the environment does not state."""

from __future__ import annotations

from kgen.link.member import Member
from kgen.problems import Path, Problem


def missing(member: Member, need: str, fact: str, example: str, *, at: Path | None = None) -> Problem:
    """The problem at `need` (a field, or `field.entry`), unless `at` says where else; `example` shows the fact."""
    message = f"'{need}' needs the fact '{fact}', which environment '{member.environment.name}' does not state"
    hint = f"kgen.yaml: environments: {{{member.environment.name}: {{{example}}}}}"
    return member.origin.problem(at or tuple(need.split(".", 1)), message, "missing-fact", hint=hint, key=True)
