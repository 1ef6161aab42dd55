"""An exemption: one rule switched off for something, with its reason."""

from kgen.model.base import Named
from kgen.model.types import Day, Text


class Exemption(Named):
    """Why a rule does not hold here, who answers for it, and until when."""

    reason: Text
    """Why; it is written to the object and into every summary."""
    owner: Text | None = None
    """Who answers for it; the service's owner unless given."""
    until: Day | None = None
    """The last day on which it counts."""
