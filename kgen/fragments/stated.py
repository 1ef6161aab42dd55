"""A fact that a template cannot do without."""

from __future__ import annotations

from typing import TypeVar

Fact = TypeVar("Fact")


def stated(value: Fact | None, fact: str) -> Fact:
    """The value; raises ValueError if the environment does not state it."""
    if value is None:
        raise ValueError(f"the environment does not state the fact '{fact}'; add it to the environment in kgen.yaml")
    return value
