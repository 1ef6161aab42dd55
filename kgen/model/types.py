"""The scalar types of the models: each says in its message what would be right."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from kgen.model.checks import Check, Takes, error, matches
from kgen.verify import quantities

YAML_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""Names that some YAML reader takes for a boolean, a number or nothing (YAML 1.1, section 10.3)."""


def _text(value: Any) -> Any:
    """Text fields take numbers and booleans in their written form."""
    if type(value) is bool:
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _no_nul(value: str) -> str:
    if "\0" in value:
        raise error("nul", "a NUL character cannot be passed on; remove it")
    return value


def _no_yaml_word(value: str) -> str:
    if value in YAML_WORDS:
        raise error("yaml-word", "'{value}' is taken by YAML for a boolean or nothing; choose another name", value=value)
    return value


def _by(parse: Callable[[str], object], code: str, right: str) -> AfterValidator:
    def check(value: str) -> str:
        try:
            parse(value)
        except ValueError:
            raise error(code, "'{value}' is not {right}", value=value, right=right) from None
        return value

    return AfterValidator(check)


def _network(value: str) -> None:
    if "/" not in value:
        raise ValueError(value)
    ipaddress.ip_network(value)


def _quantity(kind: str, example: str) -> Check:
    def check(value: str) -> str:
        try:
            return quantities.canonical(value, kind)
        except ValueError:
            raise error(
                "quantity",
                "'{value}' is not an amount of {kind}, such as {example}",
                value=value,
                kind=kind,
                example=example,
            ) from None

    return Check(check, {"pattern": f"^{quantities._QUANTITY.pattern}$"})


_DURATION = "([0-9]{1,7})([smh]?)"
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600}
_PERIOD = "([0-9]{1,7})(ms|s|m)"
_PERIOD_UNITS = {"ms": 1, "s": 1000, "m": 60_000}


def _amount(pattern: str, units: Mapping[str, int], example: str) -> Takes:
    """A text of a number and a unit as a number, and a number as it is."""

    def take(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = re.fullmatch(pattern, value)
        if not match:
            raise error("duration", "'{value}' is not a duration, such as {example}", value=value, example=example)
        return int(match[1]) * units[match[2]]

    return Takes(take, schema={"type": ["integer", "string"], "pattern": f"^{pattern}$"})


_SCALAR = Takes(_text, schema={"type": ["string", "number", "boolean"]})
"""For texts that a written number or boolean may be."""
_NUMBER_OR_TEXT = Takes(_text, schema={"type": ["string", "number"]})
"""For texts that a written number may be. Where neither can be right, `_text` only makes the better message."""
_NO_YAML_WORD = Check(_no_yaml_word, {"not": {"enum": sorted(YAML_WORDS)}})

_LABEL = r"[a-z0-9]([-a-z0-9]*[a-z0-9])?"

Text = Annotated[str, _SCALAR, AfterValidator(_no_nul)]
"""Any text without NUL; a number or boolean is taken as it is written."""

Seconds = Annotated[int, _amount(_DURATION, _UNITS, "30s or 5m")]
"""A duration: whole seconds, or `30s`, `5m`, `1h`."""

Milliseconds = Annotated[int, _amount(_PERIOD, _PERIOD_UNITS, "300ms or 2s")]
"""A short duration: whole milliseconds, or `300ms`, `2s`, `1m`."""

ServiceName = Annotated[
    str,
    BeforeValidator(_text),
    matches(
        r"[a-z]([-a-z0-9]*[a-z0-9])?",
        "name",
        "a name: use lower-case letters, digits and '-', and start with a letter",
        63,
    ),
    _NO_YAML_WORD,
]
"""A DNS label that a Kubernetes Service may bear (RFC 1035, at most 63 characters), and no word that YAML reads as a boolean."""

Name = Annotated[
    str,
    _NUMBER_OR_TEXT,
    matches(_LABEL, "name", "a name: use lower-case letters, digits and '-'", 63),
    _NO_YAML_WORD,
]
"""A DNS label (RFC 1123, at most 63 characters)."""

ObjectName = Annotated[
    str,
    _SCALAR,
    matches(rf"{_LABEL}(\.{_LABEL})*", "name", "the name of an object: use lower-case letters, digits, '-' and '.'", 253),
]
"""A DNS subdomain (RFC 1123, at most 253 characters): the name of a Secret, ConfigMap or class."""

DataClass = Annotated[
    str,
    _SCALAR,
    matches(_LABEL, "name", "a class of data: use lower-case letters, digits and '-', such as pii", 50),
]
"""A class of protected data; it becomes a part of a label key (`kgen.dev/data.pii`, at most 63 characters after the slash)."""

PortName = Annotated[
    str,
    matches(
        r"(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?",
        "port-name",
        "a port name: use lower-case letters, digits and '-', at least one letter",
        15,
    ),
]
"""An IANA service name (RFC 6335, at most 15 characters)."""

EnvName = Annotated[
    str,
    matches(
        r"[A-Za-z_][A-Za-z0-9_]*",
        "env-name",
        "a variable name: use letters, digits and '_', and do not start with a digit",
    ),
]
"""The name of an environment variable (POSIX, section 8.1)."""

LabelKey = Annotated[
    str,
    matches(
        rf"({_LABEL}(\.{_LABEL})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{{0,61}}[A-Za-z0-9])?",
        "label-key",
        "a label key: use letters, digits, '-', '_' and '.', with an optional 'domain/' in front",
        317,
    ),
]
"""https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set"""

LabelValue = Annotated[
    str,
    _SCALAR,
    matches(
        r"([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?",
        "label-value",
        "a label value: use letters, digits, '-', '_' and '.'",
        63,
    ),
]
"""https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set"""

AbsolutePath = Annotated[
    str,
    BeforeValidator(_text),
    matches(
        r"/(?!.*(^|/)\.\.(/|$))(?!.*//)[^\x00-\x1f\x7f:]*",
        "path",
        "an absolute path without '..', such as /var/cache",
        1024,
    ),
]
"""A path inside a container (Kubernetes refuses ':' and '..' in mount paths)."""

UrlPath = Annotated[str, BeforeValidator(_text), matches(r"/[\x21-\x7e]*", "path", "a path of a URL, such as /healthz", 2048)]
"""The path of a URL, with its query (RFC 3986)."""

KubernetesVersion = Annotated[
    str,
    _NUMBER_OR_TEXT,
    matches(r"1\.[0-9]{2}", "kubernetes-version", "a version of Kubernetes, such as 1.33"),
]
"""A minor version of Kubernetes (https://kubernetes.io/releases/version-skew-policy/)."""

ApiVersion = Annotated[
    str, _NUMBER_OR_TEXT, matches(r"v[1-9][0-9]?((alpha|beta)[1-9][0-9]?)?", "api-version", "a version of an API, such as v1")
]
"""https://kubernetes.io/docs/reference/using-api/#api-versioning"""

Host = Annotated[
    str,
    _NUMBER_OR_TEXT,
    matches(rf"(\*\.)?{_LABEL}(\.{_LABEL})+", "host", "a host name, such as shop.acme.dev", 253),
]
"""A fully qualified host name (RFC 1123); a leading `*.` stands for every name below."""

Cidr = Annotated[str, BeforeValidator(_text), _by(_network, "cidr", "an address range, such as 198.51.100.0/24")]
"""An IPv4 or IPv6 range in CIDR notation (RFC 4632), without host bits."""

Day = Annotated[str, _NUMBER_OR_TEXT, _by(date.fromisoformat, "date", "a date, such as 2027-03-01")]
"""A day (ISO 8601)."""

Cpu = Annotated[str, _NUMBER_OR_TEXT, _quantity("cpu", "250m or 2")]
"""CPU cores, as a Kubernetes quantity."""

Bytes = Annotated[str, _NUMBER_OR_TEXT, _quantity("memory", "256Mi or 2Gi")]
"""An amount of memory or storage, as a Kubernetes quantity."""
