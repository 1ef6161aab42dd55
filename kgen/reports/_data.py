"""What several forms share: places, objects and JSON."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from kgen.lint.identity import Identity
from kgen.problems import visible

_HALF = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, for which UTF-8 has no form; names of files hold them where their bytes are no UTF-8."""

_PLACE = re.compile(r"(.+?):([0-9]+):([0-9]+)", re.DOTALL)


def encoded(data: Any) -> str:
    """Data as JSON, whose text ends in a newline; hidden characters stand in it as escapes, others as they are."""
    text = _HALF.sub(lambda half: visible(half[0]).replace("\\", r"\\"), json.dumps(data, indent=2, ensure_ascii=False))
    if not text.replace("\n", "").isprintable():
        text = "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)
    return f"{text}\n"


def place(text: str) -> dict[str, Any] | None:
    """`services/cart.yaml:3:1` in its parts; None for an empty text."""
    if not text:
        return None
    found = _PLACE.fullmatch(text)
    file, line, column = found.groups() if found else (text, "1", "1")
    return {"file": file, "line": max(1, int(line)), "column": max(1, int(column))}


def uri(file: str) -> str:
    """A path as a URI reference (RFC 3986): a relative one stays relative, an absolute one becomes `file:///…`."""
    path = quote(normpath(file), safe="/", errors="surrogatepass")
    return f"file://{path}" if path.startswith("/") else path


def fingerprint(identity: Identity, number: int) -> str:
    """32 hexadecimal digits that stay the same while lines move: from a finding's identity, and its number among equals."""
    return sha256("\0".join((*identity, str(number))).encode()).hexdigest()[:32]
