"""How a new version takes the place of the old one."""

from typing import Annotated

from pydantic import AfterValidator, Field

from kgen.model.base import Model
from kgen.model.checks import error
from kgen.model.container import Image
from kgen.model.types import Seconds, Text


def _share(value: str) -> str:
    number = value.removesuffix("%")
    if not (number.isascii() and number.isdecimal() and len(number) < 6) or (value.endswith("%") and int(number) > 100):
        raise error("share", "'{v}' is neither a number of copies nor a share of them, such as 25%", v=value)
    return value


Share = Annotated[Text, AfterValidator(_share)]
"""A number of copies, or a share of all: `2`, `25%`
(https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment)."""


class Rollout(Model):
    """How copies of a new version replace those of the old one."""

    surge: Share | None = None
    """How many copies may run beyond the usual; `25%` unless given."""
    unavailable: Share | None = None
    """How many copies may be missing meanwhile; none unless given."""
    settle: Annotated[Seconds, Field(ge=0, le=3600)] | None = None
    """How long a new copy must stay well before the next one is replaced; 5 seconds unless given."""


class Canary(Model):
    """A new version that gets a part of the traffic first."""

    image: Image
    """The new version."""
    weight: Annotated[int, Field(ge=1, le=99)]
    """Its part of the traffic, in per cent."""
