"""The key of a unit: a digest of all that its manifests and findings follow from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from kgen.emit.facts import facts
from kgen.hardening.exemptions import WARN_DAYS
from kgen.unit import NamespaceUnit, Unit


class Base(NamedTuple):
    """What the keys of all units of a build have in common; `identity` is that of what compiles them."""

    identity: bytes
    format: str
    today: date


def address(unit: Unit) -> str:
    """What a unit is called in the cache."""
    return f"{unit.environment.name}/{unit.namespace}/{unit.name}"


def key(unit: Unit, base: Base) -> str:
    """The key, in hex. Whatever a unit has counts, but for its origin, which only problems ask."""
    total = sha256(base.identity)
    for part in (base.format, *_parts(unit), *_exempted(unit, base.today)):
        content = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        total.update(b"%d " % len(content))
        total.update(content)
    return total.hexdigest()


def _parts(unit: Unit) -> Iterator[str | bytes]:
    yield from (unit.name, unit.source, facts(unit.environment), repr(unit.params))
    if isinstance(unit, NamespaceUnit):
        yield unit.blueprint
    else:
        yield from (unit.packed, repr(unit.calls), repr(unit.callers), repr(unit.exempting))


def _exempted(unit: Unit, today: date) -> Iterator[str]:
    """The exemptions; the day counts as soon as one of them is to be warned of."""
    for one in unit.exemptions:
        yield f"{one.rule} {one.level} {one.container} {one.exemption.model_dump_json()}"
        until = one.exemption.until
        if until is not None and (date.fromisoformat(until) - today).days <= WARN_DAYS:
            yield today.isoformat()
