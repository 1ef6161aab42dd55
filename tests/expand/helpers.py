"""A small spec, and the way from a template's text to its manifests or its problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kgen.expand.expressions import Names
from kgen.expand.program import Programs
from kgen.expand.template import Template, compile_template
from kgen.load import parse
from kgen.problems import Problems

NAMES = frozenset({"service", "params"})


class Autoscale(BaseModel):
    min: int = 1


class Secret(BaseModel):
    name: str = ""
    path: str = ""


class Service(BaseModel):
    name: str = "checkout"
    replicas: int = 3
    share: float = 0.5
    on: bool = True
    owner: str | None = None
    autoscale: Autoscale | None = None
    labels: dict[str, str] = {"team": "shop"}
    args: list[str] = ["-v", "--fast"]
    tags: tuple[str, ...] = ("a", "b")
    secrets: dict[str, Secret] = {"db": Secret(name="db", path="/db"), "key": Secret(name="key", path="/key")}

    @property
    def computed(self) -> str:
        return "no declared field"


def pair(a: Any, b: Any = None) -> list[Any]:
    return [a, b]


def fails(value: Any) -> Any:
    raise ValueError(f"'{value}' is not a port")


def broken(value: Any) -> Any:
    return {}[value]


FRAGMENTS: dict[str, Callable[..., Any]] = {"pair": pair, "fails": fails, "broken": broken}


def template(text: str) -> Template:
    return compile_template(
        parse(f"apiVersion: v1\nkind: Thing\n{text}", "blueprints/web/thing.yaml")[0], Names(NAMES, FRAGMENTS, {}, Programs())
    )


def expand(text: str, **values: Any) -> list[dict[str, Any]]:
    """The manifests of a template, without what every one of them has."""
    manifests = template(text).expand({"service": Service(), "params": {}, **values})
    return [{key: value for key, value in manifest.items() if key not in {"apiVersion", "kind"}} for manifest in manifests]


def said(text: str, **values: Any) -> str:
    """The problems of a template, as people see them."""
    try:
        manifests = expand(text, **values)
    except Problems as problems:
        return str(problems)
    raise AssertionError(f"no problem, but {manifests}")


def cases(name: str) -> list[tuple[str, str]]:
    """The cases of a file: blocks whose first line is the input (with \\n for line ends), and the rest what is said of it."""
    blocks = (Path(__file__).parent / "cases" / f"{name}.txt").read_text().strip().split("\n\n")
    pairs = [block.split("\n", 1) for block in blocks]
    return [(given.replace("\\n", "\n"), expected) for given, expected in pairs]
