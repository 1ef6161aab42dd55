"""A null says something only where a layer below has what it takes away."""

from __future__ import annotations

from kgen.layer.nulls import idle_nulls
from kgen.load import parse
from kgen.project.layers import Layer, layer


def layers(*texts: str) -> list[Layer]:
    return [layer(parse(text, f"{index}.yaml")[0].data, parse(text, f"{index}.yaml")[0]) for index, text in enumerate(texts)]


def said(*texts: str) -> list[str]:
    return [f"{p.file}:{p.line}:{p.column} {p.message}, {p.hint}" for p in idle_nulls(layers(*texts))]


def test_nothing_below() -> None:
    assert said("env:\n  A:\ncalls:\n  cart:\nlabels: {a: }\nvolumes: {v: }\nsidecars: {p: {env: {B: }}}\n") == [
        "0.yaml:2:3 'A' has no value, write \"\" for an empty text",
        "0.yaml:4:3 'cart' has no value, write {} for its defaults",
        "0.yaml:5:10 'a' has no value, write \"\" for an empty text",
        "0.yaml:6:11 'v' has no value, give it one, or remove it",
        "0.yaml:7:22 'B' has no value, write \"\" for an empty text",
    ]


def test_something_below() -> None:
    assert said("env: {A: x}\nsidecars: {p: {env: {B: x}}}\n", "env: {A: }\nsidecars: {p: {env: {B: }}}\n") == []


def test_taken_away_twice() -> None:
    assert said("env: {A: x}\n", "env: {A: }\n", "env: {A: }\n") == ["2.yaml:1:7 'A' has no value, write \"\" for an empty text"]


def test_fields_and_params_may_be_null() -> None:
    assert said("replicas:\nhealth: {path: }\nparams: {size: }\nenv:\n") == []
