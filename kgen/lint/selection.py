"""Which rules a lint asks: `--select` and `--ignore`, by our names or by those of the checkers that ask the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgen.problems import Problem, Problems, closest, visible
from kgen.rules import Rule
from kgen.validate.messages import shortened

_TRIVY = re.compile(r"(?:avd-)?(k[sc]v)-?([0-9]{3,4})")
"""Trivy's ids in all the forms it has printed over the years: KSV014, AVD-KSV-0014, KSV-0014."""


def selected(rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]) -> dict[str, Rule]:
    """The rules to ask, in the order of `rules`: those of `select` (all, where it is empty), without those of `ignore`.

    Each text is a list of names with commas between them. A name is a rule's, or a checker's word for it (`CKV_K8S_22`,
    `KSV-0014`, `C-0017`, `no-read-only-root-fs`), which stands for every rule that asks the same; case does not count.
    Raises Problems for names that nobody knows, and where no rule is left.
    """
    known = _known(rules)
    chosen, chosen_wrong = _named("--select", select, known)
    left_out, left_out_wrong = _named("--ignore", ignore, known)
    if chosen_wrong or left_out_wrong:
        raise Problems([*chosen_wrong, *left_out_wrong])
    wanted = chosen if select else set(rules)
    if not wanted - left_out:
        option = "--ignore" if wanted else "--select"
        hint = "'kgen rules list' names them all"
        raise Problems([Problem(option, 0, 0, "no rule is left to ask", "no-rule", hint)])
    return {name: rule for name, rule in rules.items() if name in wanted and name not in left_out}


def meant(text: str, rules: Mapping[str, Rule]) -> list[str]:
    """The names of the rules that a name stands for; none if nobody knows it."""
    word = _known(rules).get(_folded(text))
    return sorted(word.rules) if word else []


@dataclass(frozen=True, slots=True)
class _Word:
    """A name as it is written, and the rules that it stands for."""

    written: str
    rules: set[str]


def _known(rules: Mapping[str, Rule]) -> dict[str, _Word]:
    """All names by how they are compared; a rule's own name stands for that rule alone."""
    found: dict[str, _Word] = {}
    for name, rule in rules.items():
        for ids in rule.asked_by.values():
            for one in ids:
                found.setdefault(_folded(one), _Word(one, set())).rules.add(name)
    return {**found, **{_folded(name): _Word(name, {name}) for name in rules}}


def _named(option: str, texts: Iterable[str], known: Mapping[str, _Word]) -> tuple[set[str], list[Problem]]:
    found: set[str] = set()
    unknown: list[Problem] = []
    for text in _words(texts):
        word = known.get(_folded(text))
        if word is None:
            message = f"'{visible(shortened(text))}' is no rule, and no known checker's word for one"
            unknown.append(Problem(option, 0, 0, message, "unknown-rule", _hint(text, known)))
        else:
            found |= word.rules
    return found, unknown


def _hint(text: str, known: Mapping[str, _Word]) -> str:
    near = closest(_folded(text), known)
    return f"did you mean '{known[near].written}'?" if near else "'kgen rules list' names them all"


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word for part in text.split(",") if (word := part.strip()))


def _folded(text: str) -> str:
    folded = text.casefold()
    trivy = _TRIVY.fullmatch(folded)
    return f"{trivy[1]}-{trivy[2]:0>4}" if trivy else folded
