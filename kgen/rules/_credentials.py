"""Which names sound like credentials, and which values under such a name are none (RE2 syntax)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

NAME = r"(?i)pass(word|wd|phrase)|secret|bearer|credential|(api|private|access)[_-]?key|(^|[_-])(pwd|pass)([_-]|$)|token([^i]|$)"
HARMLESS = r"^(/.*|[-+]?[0-9.,]+[A-Za-z%]{0,3}|(?i:true|false|yes|no|on|off)|)$"
PRIVATE_KEY = r"-----BEGIN [A-Z ]*PRIVATE KEY-----"


def is_suspicious(name: Any, value: Any) -> bool:
    """Whether a literal value may be a credential, by its name; paths, numbers and booleans are none."""
    if not isinstance(name, str) or not isinstance(value, str):
        return False
    return _sounds_secret(name) and re.search(HARMLESS, value) is None


@lru_cache(maxsize=4096)
def _sounds_secret(name: str) -> bool:
    return re.search(NAME, name) is not None
