"""A project's own rule: one file of its folder `rules/`, whose name is the rule's."""

from __future__ import annotations

from typing import Literal

from kgen.findings import Severity
from kgen.model.base import Model
from kgen.model.types import Text


class RuleFile(Model):
    """One practice of an organisation: what must hold, why, and what to say where it does not."""

    title: Text
    """The practice in one sentence."""
    why: Text
    """Why, and what to do; `kgen rules show` prints it."""
    severity: Severity = "error"
    """What it means if the rule does not hold; `severities` in kgen.yaml changes it for an environment."""
    scope: Literal["object", "workload", "pod", "container"] = "object"
    """What the condition is asked of: every object, every object that has pods, each pod, or each container."""
    kinds: list[Text] = []
    """The kinds of objects it is about; all that fit the scope unless given."""
    condition: Text
    """What must hold, in CEL: on `object`, and (for what has pods) on `variables.pod` and `container`."""
    message: Text | None = None
    """What to say where it does not hold: what is wrong, and what would be right."""
    message_expression: Text | None = None
    """The message as CEL, where it names values of the object; `message` is said where it fails."""
    sources: list[Text] = []
    """Addresses of pages that say more."""
