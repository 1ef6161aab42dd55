"""How verification says what is wrong with one manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from kgen.problems import Path, closest

Manifest = dict[str, Any]

_PLAIN = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*")
_LONGEST = 80
"""Characters of a value that a message repeats; a name may be 253 long, a ConfigMap's text a million."""


class SchemaError(NamedTuple):
    """One mistake in a manifest: the way to the value (of what is missing: to where it belongs), and plain words."""

    path: Path
    message: str


def dotted(path: Path) -> str:
    """A path as people write it: `spec.ports[0].name`, `metadata.labels["app.kubernetes.io/name"]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f'["{shown(step)}"]'
    return text


def shown(value: object) -> str:
    """A value for a message: cut after 80 characters, control and bidirectional characters escaped."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return cut if cut.isprintable() else "".join(c if c.isprintable() else _escaped(c) for c in cut)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def either(words: Iterable[str]) -> str:
    """Alternatives as a list in a sentence: `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def meant(word: str, allowed: Iterable[str]) -> str:
    """`; did you mean 'replicas'?`, or nothing where no allowed word is near."""
    near = closest(word, allowed)
    return f"; did you mean '{near}'?" if near else ""
