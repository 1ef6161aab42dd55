"""What a rule found in a manifest, in words a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from kgen.model.exempt import Exemption

Severity = Literal["error", "warning", "info"]
"""An error fails the build unless it is exempted; a warning is for a person to decide; an info only says."""

_LONGEST = 200
"""The most characters of a value that a message repeats."""


class Finding(NamedTuple):
    """One place where a rule does not hold.

    `path` is the way to the value inside the object (`spec.template.spec.containers[0].image`), `container` the name of the
    container it belongs to, `exemption` why the finding does not count: declared by a person, or by the rule itself.
    """

    rule: str
    severity: Severity
    message: str
    kind: str
    name: str
    namespace: str
    path: str = ""
    container: str = ""
    exemption: Exemption | None = None


def shown(value: Any) -> str:
    """A value of a manifest as messages show it: texts in single quotes, cut to 200 characters, hidden characters escaped."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{_plain(value)}'"
    if isinstance(value, list):
        inner = ", ".join(shown(item) for item in value[:9])
        return f"[{inner}{', …' if len(value) > 9 else ''}]"
    return "a map" if isinstance(value, dict) else _plain(str(value))


def _plain(text: str) -> str:
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    if short.isprintable():
        return short
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in short)
