"""What expressions give becomes part of a manifest: plain data, and nobody else's."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kgen.expand.environment import ExpressionError, Meter, Missing, MissingValueError
from kgen.expand.words import kind

PLAIN = frozenset({str, int, bool, type(None)})
"""Types of values that go into a manifest as they are."""

_TEXT = frozenset({str})


def own(value: Any, meter: Meter) -> Any:
    """A copy of a value that is plain data through and through.

    Whatever an expression gives is copied, a fragment's result too: later stages change manifests in place, and must reach
    neither the spec nor another manifest. Tuples become lists. Raises ExpressionError for what is no plain data, such as a model.
    """
    of = type(value)
    if of in PLAIN:
        return value
    if of is dict:
        meter.build(len(value))
        if not _TEXT.issuperset(map(type, value)):
            raise ExpressionError(f"the keys of a map are text, not {kind(next(key for key in value if type(key) is not str))}")
        if PLAIN.issuperset(map(type, value.values())):
            return value.copy()
        return {key: item if type(item) in PLAIN else own(item, meter) for key, item in value.items()}
    if of is list or of is tuple:
        meter.build(len(value))
        return [item if type(item) in PLAIN else own(item, meter) for item in value]
    return _unusual(value, meter)


def _unusual(value: Any, meter: Meter) -> Any:
    if type(value) is Missing:
        raise MissingValueError(value)
    if type(value) is float and math.isfinite(value):
        return value
    if isinstance(value, Mapping):
        return own(dict(value), meter)
    if isinstance(value, str):
        return str.__str__(value)
    raise ExpressionError(f"it gives {kind(value)}, and a manifest takes text, numbers, booleans, lists and maps")
