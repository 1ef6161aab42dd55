"""Where kgen's own data lies: blueprints and schemas, in a checkout, an editable install or a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data(folder: str) -> Path:
    """The folder `blueprints` or `schemas` that travels with kgen.

    A wheel carries both inside the package; a checkout (and so an editable install) has them beside it.
    """
    inside = _PACKAGE / "_data" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
