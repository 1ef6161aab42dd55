"""The topmost layer that wrote a value answers for it, at the place and by the name that its writer used."""

from __future__ import annotations

import pytest

from kgen.layer.origin import Layers, Place, as_written
from kgen.load import parse
from kgen.problems import Path

PROJECT = """\
defaults:
  port: 9090
  peers: [gossip]
  owner: shop
environments: {production: {defaults: {replicas: 9}}}
"""
SPEC = """\
name: cart
port: 80:8080
env: {A: x}
environments:
  production: {replicas: 6, env: {B: y}}
"""

[project], [spec] = parse(PROJECT, "kgen.yaml"), parse(SPEC, "cart.yaml")
LAYERS = Layers(
    (
        Place(project, ("defaults",)),
        Place(project, ("environments", "production", "defaults")),
        Place(spec),
        Place(spec, ("environments", "production")),
    ),
    Place(spec),
)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("name",), "cart.yaml:1:7"),
        (("owner",), "kgen.yaml:4:10"),
        (("replicas",), "cart.yaml:5:26"),
        (("ports", "http"), "cart.yaml:2:7"),
        (("ports", "http", "port"), "cart.yaml:2:7"),
        (("peers", "ports", 0), "kgen.yaml:3:11"),
        (("env", "A"), "cart.yaml:3:10"),
        (("env", "B", "value"), "cart.yaml:5:38"),
        (("env", "C"), "cart.yaml:5:29"),
        (("image",), "cart.yaml:1:1"),
        ((), "cart.yaml:1:1"),
    ],
)
def test_where_a_value_was_written(path: Path, place: str) -> None:
    problem = LAYERS.problem(path, "", "")
    assert f"{problem.file}:{problem.line}:{problem.column}" == place


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("ports", "http", "port"), ("port",)),
        (("peers", "ports", 0), ("peers", 0)),
        (("env", "A", "value"), ("env", "A")),
        (("image",), ()),
    ],
)
def test_as_written(path: Path, written: Path) -> None:
    assert as_written(LAYERS, path) == written
    assert as_written(spec, ("env", "A", "value")) == ("env", "A")


def test_has() -> None:
    assert LAYERS.has(("ports", "http"))
    assert LAYERS.has(("owner",))
    assert not LAYERS.has(("image",))
    assert LAYERS.name == "cart.yaml"
