"""The shop: three teams, every kind of workload, every field of the spec, and specs that stay short."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.examples.stated import every_field, stated

ROOT = Path(__file__).parents[2]
SHOP, OUT = ROOT / "examples" / "shop", ROOT / "out" / "shop"
SPECS = sorted(SHOP.glob("*/*.yaml"))
MEDIAN, MOST = 28, 50
"""Lines of a spec, one item of a list each: half have at most so many, and none more."""

READ: dict[str, dict[str, Any]] = {spec.stem: yaml.safe_load(spec.read_bytes()) for spec in SPECS}


def test_every_field_is_in_use() -> None:
    assert sorted(every_field() - {field for spec in READ.values() for field in stated(spec)}) == []


def test_every_blueprint_is_in_use() -> None:
    blueprints = {path.parent.name for path in (ROOT / "blueprints").glob("*/blueprint.yaml")} - {"namespace"}
    assert {spec.get("blueprint", "web") for spec in READ.values()} == blueprints


def test_three_teams_own_it() -> None:
    assert {spec["owner"] for spec in READ.values()} == {"payments", "platform", "storefront"}
    assert [path.stem for path in SPECS if READ[path.stem]["owner"] != path.parent.name] == []


def test_the_environments_differ() -> None:
    environments = yaml.safe_load((SHOP / "kgen.yaml").read_bytes())["environments"]
    for fact, ways in (
        ("delivery", 3),
        ("rollouts", 3),
        ("secrets", 4),
        ("gateway", 4),
        ("external_traffic", 3),
        ("platform", 4),
    ):
        assert len({str(facts.get(fact)) for facts in environments.values()}) >= ways, fact


def test_the_specs_are_short() -> None:
    lengths = {name: len(_lines(spec)) for name, spec in zip(READ, SPECS, strict=True)}
    assert sorted(lengths.values())[len(lengths) // 2] <= MEDIAN
    assert max(lengths.values()) <= MOST


def _lines(spec: Path) -> list[str]:
    """The lines for a service in all environments, comments and blank lines aside."""
    lines = [line.partition("#")[0].strip() for line in spec.read_text("utf-8").partition("\nenvironments:")[0].split("\n")]
    return [line for line in lines if line]


@pytest.mark.parametrize("spec", [*SPECS, SHOP / "kgen.yaml"], ids=lambda spec: spec.stem)
def test_the_specs_are_in_block_style(spec: Path) -> None:
    assert re.findall(r"(?::|-) (?:\[|\{[^}]).*", spec.read_text("utf-8")) == []
