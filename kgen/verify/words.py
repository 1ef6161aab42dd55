"""The grammars of Kubernetes: which text may be a name, a label, a port's name, a key.

Sources: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ (and `labels/`, `annotations/` beside it),
RFC 1123, RFC 1035, RFC 6335.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Grammar(NamedTuple):
    """A pattern, the most characters it allows, and what to say it asks for."""

    pattern: re.Pattern[str]
    longest: int
    words: str

    def wrong(self, text: str) -> str:
        """What is wrong with a text, as the end of a sentence; empty when it is right."""
        if len(text) > self.longest:
            return f"has {len(text)} characters, and at most {self.longest} are allowed"
        return "" if self.pattern.fullmatch(text) else f"must be {self.words}"

    def up_to(self, longest: int) -> Grammar:
        """The same grammar for shorter texts."""
        return self._replace(longest=longest)


_LABEL = r"[a-z0-9](?:[-a-z0-9]*[a-z0-9])?"
_LABEL_WORDS = "lower-case letters, digits and '-', with a letter or digit at both ends"

LABEL = Grammar(re.compile(_LABEL), 63, _LABEL_WORDS)
"""A DNS label (RFC 1123)."""

LABEL_1035 = Grammar(
    re.compile(r"[a-z](?:[-a-z0-9]*[a-z0-9])?"),
    63,
    "lower-case letters, digits and '-', with a letter first and a letter or digit last",
)
"""A DNS label (RFC 1035): it does not start with a digit."""

SUBDOMAIN = Grammar(
    re.compile(rf"{_LABEL}(?:\.{_LABEL})*"),
    253,
    "lower-case letters, digits, '-' and '.', with a letter or digit at both ends of each part",
)
"""DNS labels with dots between them (RFC 1123)."""

PATH_SEGMENT = Grammar(re.compile(r"(?!\.{1,2}\Z)[^/%]+"), 253, "a part of a URL path: no '/' or '%', and not '.' or '..'")
"""RBAC objects: `system:node` is a name too."""

PORT = Grammar(
    re.compile(r"(?=[-0-9]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*"),
    15,
    "lower-case letters, digits and single '-', with at least one letter, and a letter or digit at both ends",
)
"""A service name (RFC 6335), for the ports of containers."""

VARIABLE = Grammar(
    re.compile(r"(?!\.\.?\Z|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*"), 1024, "letters, digits, '_', '-' and '.', without a digit first"
)
"""An environment variable that every supported version takes."""

FILE_KEY = Grammar(
    re.compile(r"(?!\.\.?\Z|\.\.)[-._a-zA-Z0-9]+"), 253, "letters, digits, '-', '_' and '.', without a leading '..'"
)
"""A key of a ConfigMap or Secret, which becomes the name of a file."""

_NAME_PART = Grammar(
    re.compile(r"[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?"),
    63,
    "letters, digits, '-', '_' and '.', with a letter or digit at both ends",
)

LABEL_VALUE = Grammar(re.compile(rf"(?:{_NAME_PART.pattern.pattern})?"), 63, _NAME_PART.words)
"""The value of a label; it may be empty."""


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """What is wrong with the key of a label or annotation (`name` or `prefix.dns/name`), as the end of a sentence."""
    prefix, slash, name = text.rpartition("/")
    if slash:
        wrong = SUBDOMAIN.wrong(prefix.lower())
        if wrong:
            return f"has a prefix before '/' that {wrong}"
    return _NAME_PART.wrong(name)


_BOOLEAN = re.compile(r"(?i:y|n|yes|no|on|off|true|false)")
_NULL = re.compile(r"(?i:null|~|)")
_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")


def misread(text: str) -> str:
    """What a YAML reader takes an unquoted text for (`a boolean`, `null`, `a number`, `a date`); empty when it stays text.

    Charts, checkers and scripts write names unquoted. Sources: https://yaml.org/type/ (YAML 1.1) and YAML 1.2.2, section 10.3.
    """
    readings = ((_BOOLEAN, "a boolean"), (_NULL, "null"), (_NUMBER, "a number"), (_DATE, "a date"))
    return next((words for pattern, words in readings if pattern.fullmatch(text)), "")
