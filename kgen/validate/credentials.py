"""Credentials in plain text: what must not be written into a spec, because the output is committed for everyone to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem

_VALUE = re.compile(
    r"""
    -----BEGIN\ [A-Z ]{0,40}PRIVATE\ KEY-----     # RFC 7468
    | \b(AKIA|ASIA)[0-9A-Z]{16}\b                 # AWS access key ids
    | \bgh[pousr]_[A-Za-z0-9]{36}                 # GitHub tokens
    | \bgithub_pat_[A-Za-z0-9_]{22}
    | \bglpat-[A-Za-z0-9_-]{20}                   # GitLab tokens
    | \bxox[abprs]-[A-Za-z0-9-]{10}               # Slack tokens
    | \b[sr]k_live_[A-Za-z0-9]{16}                # Stripe keys
    | \bAIza[0-9A-Za-z_-]{35}\b                   # Google API keys
    | (?<![A-Za-z0-9_-])ey[A-Za-z0-9_-]{10,}+\.ey[A-Za-z0-9_-]{10,}+\.[A-Za-z0-9_-]{10}   # JSON web tokens (RFC 7519)
    | [a-z0-9]://[^\s/:@$]*+:[^\s/@$]++@             # a password in a URL (RFC 3986, section 3.2.1)
    """,
    re.VERBOSE,
)
"""Written so that no text makes the search take more than a few steps per character."""

_NAME = re.compile(
    r"(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$", re.IGNORECASE
)

_HARMLESS = re.compile(
    r"|/.*|[-+.0-9]+|[0-9]+[smhd]|true|false|[a-z][a-z0-9+.-]*+://.*|[a-z0-9.-]++:[0-9]+|.*\$\(.*", re.IGNORECASE
)
"""Nothing, paths, numbers, durations, booleans, URLs, addresses and references to other variables."""

_HINT = "put it into a secret store and refer to it:\nsecrets: {{{name}: /run/secrets/{name}}}"


def credentials(service: Service, data: dict[str, Any], origin: Origin) -> Iterator[Problem]:
    """A problem for every value that is a credential, or that stands under the name of one and looks like one."""
    hint = _HINT.format(name=f"{service.name}-credentials")
    for path, text in _texts(data, ()):
        if _VALUE.search(text) or _is_named_secret(path, text):
            yield origin.problem(path, "this looks like a secret in plain text", "plaintext-secret", hint=hint)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))


def _is_named_secret(path: Path, text: str) -> bool:
    """Whether a variable has the name of a secret and a value that mixes letters with digits or signs, as passwords do."""
    if len(path) < 3 or path[-3] != "env" or path[-1] != "value" or not _NAME.search(str(path[-2])):
        return False
    if _HARMLESS.fullmatch(text):
        return False
    return bool(re.search(r"[A-Za-z]", text) and re.search(r"[^A-Za-z._ -]", text))
