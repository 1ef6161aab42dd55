"""All that a unit is made of counts for its key: a new field has to be thought of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kgen.cache.key import Base, key
from kgen.compiler import plan
from kgen.hardening.exemptions import Effective
from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.model.exempt import Exemption
from kgen.project.sources import Request
from kgen.spec import Service
from kgen.tools import Tools
from kgen.unit import NamespaceUnit, ServiceUnit

BASE = Base(b"identity", "yaml", date(2027, 1, 1))
[SERVICE] = plan(
    Request(services=[Service(name="cart", image="acme.dev/cart:1.0.0", port=8080)]), Tools(None, "yaml", BASE.today)
).services
NAMESPACE = NamespaceUnit(SERVICE.environment, {}, SERVICE.source, SERVICE.origin)
EXEMPTION = Effective("image-digest", Exemption(name="image-digest", reason="a trial"), "project")

OTHERS: dict[str, Any] = {
    "name": "other",
    "environment": SERVICE.environment.model_copy(update={"kubernetes": "1.34"}),
    "packed": SERVICE.packed + b" ",
    "calls": [ResolvedCall("bank")],
    "callers": [ResolvedCaller("bank")],
    "params": {"size": 3},
    "source": "other.yaml",
    "exemptions": (EXEMPTION,),
    "exempting": True,
    "blueprint": "other",
}


@pytest.mark.parametrize("unit", [SERVICE, NAMESPACE], ids=["service", "namespace"])
def test_every_field_counts_but_the_origin(unit: ServiceUnit | NamespaceUnit) -> None:
    assert set(unit._fields) - {"origin"} <= OTHERS.keys()
    for field in set(unit._fields) - {"origin"}:
        assert key(unit, BASE) != key(unit._replace(**{field: OTHERS[field]}), BASE), field
    assert key(unit, BASE) == key(unit._replace(), BASE)


def test_what_all_units_share_counts() -> None:
    keys = {key(SERVICE, base) for base in (BASE, BASE._replace(identity=b"other"), BASE._replace(format="json"))}
    assert len(keys) == 3
    assert key(SERVICE, BASE) == key(SERVICE, BASE._replace(today=date(2028, 1, 1)))


def test_all_of_an_exemption_counts_and_the_day_when_it_ends_soon() -> None:
    found = set()
    for changed in ({}, {"reason": "another"}, {"owner": "shop"}, {"until": "2027-06-01"}, {"until": "2027-01-20"}):
        one = EXEMPTION._replace(exemption=EXEMPTION.exemption.model_copy(update=changed))
        for exemption in (one, one._replace(level="spec"), one._replace(container="side"), one._replace(rule="image-tag")):
            found |= {key(SERVICE._replace(exemptions=(exemption,)), BASE._replace(today=date(2027, 1, day))) for day in (1, 2)}
    assert len(found) == 4 * 6
