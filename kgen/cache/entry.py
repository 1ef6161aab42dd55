"""What is kept of a unit: one line with its key, the digest of its files, and all that it hands on besides them.

A line is `address key digest json`. Files follow from the output folder: their names stand in the line, their bytes on disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from hashlib import sha256
from typing import Any, get_args

from kgen.findings import Finding, Severity
from kgen.hardening.exemptions import Effective, automatic
from kgen.unit import Compiled, Totals, Unit
from kgen.write.unit import FILE

_SEVERITIES = get_args(Severity)
_LEVELS = {"spec", "environment", "project"}


class Doubt(ValueError):  # noqa: N818 - no error: it only means that the unit is compiled
    """An entry that kgen cannot have written."""


def line(address: str, key: str, unit: Compiled, exemptions: tuple[Effective, ...]) -> bytes:
    """The entry of a compiled unit."""
    kept = [
        unit.meaning,
        sum(map(len, unit.files.values())),
        [[*of, file] for of, file in unit.objects.items()],
        [_of_finding(finding, exemptions) for finding in unit.findings],
        [_of_amounts(amounts) for amounts in (unit.totals.requests, unit.totals.limits, unit.totals.largest)],
        sorted(unit.totals.unlimited),
        sorted(unit.uses),
    ]
    return f"{address} {key} {digest(unit.files)} {json.dumps(kept, separators=(',', ':'))}\n".encode()


def digest(files: Mapping[str, bytes]) -> str:
    """The SHA-256 of files with their names, in hex."""
    total = sha256()
    for name, content in files.items():
        total.update(f"{name}/{len(content)}/".encode())
        total.update(content)
    return total.hexdigest()


def _of_finding(finding: Finding, exemptions: tuple[Effective, ...]) -> list[Any]:
    """A finding's fields. A person's exemption becomes its number among the unit's, a rule's own one its reason."""
    why: int | str | None = None
    if finding.exemption is not None:
        numbers = (number for number, one in enumerate(exemptions) if one.exemption is finding.exemption)
        why = next(numbers, finding.exemption.reason)
    place = [finding.kind, finding.name, finding.namespace, finding.path, finding.container]
    return [finding.rule, finding.severity, finding.message, *place, why]


def _of_amounts(amounts: Mapping[str, Fraction]) -> dict[str, list[int]]:
    return {name: [amount.numerator, amount.denominator] for name, amount in amounts.items()}


class Kept:
    """What a line says. Raises Doubt (or another ValueError) for what no build has written."""

    def __init__(self, text: bytes) -> None:
        kept = json.loads(text)
        _require(isinstance(kept, list) and len(kept) == 7)
        self._meaning, self.size, self._objects, self._findings, self._amounts, self._unlimited, self._uses = kept
        _require(type(self.size) is int and isinstance(self._meaning, str))
        _require(all(len(each) == 4 and _texts(each) and FILE.fullmatch(each[3]) for each in _rows(self._objects)))
        self.names = [each[3] for each in self._objects]

    def compiled(self, unit: Unit, files: Mapping[str, bytes], text: bytes) -> Compiled:
        """The unit as it was compiled, with files that have the digest of the line; `text` is the whole line."""
        _require(len(_rows(self._amounts)) == 3 and _texts(self._unlimited))
        requests, limits, largest = map(_amounts, self._amounts)
        return Compiled(
            unit.environment.name,
            unit.namespace,
            unit.name,
            unit.source,
            self._meaning,
            {(kind, namespace, name): file for kind, namespace, name, file in self._objects},
            files,
            tuple(_finding(each, unit.exemptions) for each in _rows(self._findings)),
            totals=Totals(requests, limits, largest, frozenset(self._unlimited)),
            uses=frozenset(map(_use, _rows(self._uses))),
            entry=text,
        )


def _require(holds: object) -> None:
    if not holds:
        raise Doubt


def _rows(value: Any) -> list[Any]:
    _require(isinstance(value, list) and all(isinstance(each, list | dict) for each in value))
    rows: list[Any] = value
    return rows


def _texts(values: Iterable[Any]) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _finding(fields: Any, exemptions: tuple[Effective, ...]) -> Finding:
    _require(isinstance(fields, list) and len(fields) == 9 and _texts(fields[:8]) and fields[1] in _SEVERITIES)
    rule, severity, message, kind, name, namespace, path, container, why = fields
    exemption = None
    if isinstance(why, str):
        exemption = automatic(rule, why)
    elif why is not None:
        _require(type(why) is int and 0 <= why < len(exemptions))
        exemption = exemptions[why].exemption
    return Finding(rule, severity, message, kind, name, namespace, path, container, exemption)


def _amounts(value: Any) -> dict[str, Fraction]:
    _require(isinstance(value, dict))
    found = {}
    for name, amount in value.items():
        _require(isinstance(amount, list) and len(amount) == 2 and all(type(each) is int and each >= 0 for each in amount))
        _require(amount[1])
        found[name] = Fraction(*amount)
    return found


def _use(value: Any) -> Any:
    _require(len(value) == 3 and _texts(value) and value[0] in _LEVELS)
    return tuple(value)
