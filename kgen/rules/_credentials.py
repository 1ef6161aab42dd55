"""Which names sound like credentials, and which values under such a name are none (RE2 syntax)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

NAME = r"(?i)pass(word|wd|phrase)|secret|bearer|credential|(api|private|access)[_-]?key|(^|[_-])(pwd|pass)([_-]|$)|token([^i]|$)"
HARMLESS = r"^(/.*|\$\([A-Za-z_][A-Za-z0-9_.-]*\)|[-+]?[0-9.,]+[A-Za-z%]{0,3}|(?i:true|false|yes|no|on|off)|)$"
FORM = (
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----"
    r"|\b(AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{22}|\bglpat-[A-Za-z0-9_-]{20}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10}|\b[sr]k_live_[A-Za-z0-9]{16}|\bAIza[0-9A-Za-z_-]{35}\b"
    r"|(^|[^A-Za-z0-9_-])ey[A-Za-z0-9_-]{10,}\.ey[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10}"
    r"|[a-z0-9]://[^\s/:@$]*:[^\s/@$]+@"
)
"""What credentials look like: private keys (RFC 7468), keys of AWS, GitHub, GitLab, Slack, Stripe and Google, JSON web tokens
(RFC 7519), and passwords in addresses (RFC 3986). Written so that no text makes the search take more than a few steps each."""


def is_suspicious(name: Any, value: Any) -> bool:
    """Whether a literal value may be a credential, by its name; paths, numbers and booleans are none."""
    if not isinstance(name, str) or not isinstance(value, str):
        return False
    return _sounds_secret(name) and re.search(HARMLESS, value) is None


@lru_cache(maxsize=4096)
def _has_form(value: str) -> bool:
    return re.search(FORM, value) is not None


def is_credential(value: Any) -> bool:
    """Whether a value has the form of a credential, whatever it is called."""
    return isinstance(value, str) and _has_form(value)


@lru_cache(maxsize=4096)
def _sounds_secret(name: str) -> bool:
    return re.search(NAME, name) is not None
