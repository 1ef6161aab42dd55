"""Alerts for promises: no alert that could never fire, and questions that mean what they say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kgen.fragments._promql import bound, number
from kgen.fragments.objective_rules import objective_rules
from tests.fragments.fragment_values import service


def rules(**objectives: Any) -> list[dict[str, Any]]:
    return objective_rules(service(ports={"http": 8080}, metrics="http", objectives=objectives), "shop")


def thresholds(made: list[dict[str, Any]]) -> list[str]:
    return [rule["expr"].rpartition(" > ")[2] for rule in made if rule.get("alert", "").endswith("Burns")]


@pytest.mark.parametrize(
    ("availability", "most"),
    [
        (99.9, ["0.0144", "0.006", "0.003", "0.001"]),
        (99.995, ["0.00072", "0.0003", "0.00015", "0.00005"]),
        (99, ["0.144", "0.06", "0.03", "0.01"]),
        (90, ["0.6", "0.3", "0.1"]),  # 14.4 times a tenth is more than all
    ],
)
def test_how_much_may_fail(availability: float, most: list[str]) -> None:
    assert thresholds(rules(availability=availability)) == most


def test_every_figure_that_an_alert_asks_for_is_recorded() -> None:
    made = rules(availability=99.9, latency={"under": "500ms"})
    recorded = {rule["record"] for rule in made if "record" in rule}
    asked = {part.partition("{")[0] for rule in made if "Burns" in rule.get("alert", "") for part in rule["expr"].split(" and ")}
    assert asked == recorded and len(recorded) == 14


def test_nothing_is_said_of_what_is_not_promised() -> None:
    assert {rule["alert"] for rule in rules(availability=99) if "alert" in rule} == {
        "AvailabilityBudgetBurns",
        "AvailabilityUnknown",
    }
    assert {rule["alert"] for rule in rules(latency={"under": 1}) if "alert" in rule} == {"LatencyBudgetBurns", "LatencyUnknown"}


@pytest.mark.parametrize(
    ("milliseconds", "label"), [(300, 'le="0.3"'), (2500, 'le="2.5"'), (1, 'le="0.001"'), (10_000, r'le=~"10|10\\.0"')]
)
def test_a_bucket_is_found_however_libraries_write_it(milliseconds: int, label: str) -> None:
    assert bound(milliseconds) == label


@pytest.mark.parametrize(("value", "text"), [("100", "100"), ("0.10", "0.1"), ("1E-7", "0.0000001"), ("1E+3", "1000")])
def test_numbers_are_written_as_people_do(value: str, text: str) -> None:
    assert number(Decimal(value)) == text
