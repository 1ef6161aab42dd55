"""Output formats: one manifest becomes the bytes that reviewers read, in one canonical form.

An output format is one module of this folder: its name is what users say (`--format kyaml`), `EXTENSION` ends the names
of the files it fills, `emit` writes one object. Modules that begin with an underscore are shared and no formats.

All formats write keys in the order of their code points and lists as given, so that equal objects give equal bytes. What
no reader would get back unchanged is our own mistake and raises: `TypeError` for anything but str, int, float, bool,
None, list and dict with text keys; `ValueError` for infinity, not-a-number and halves of surrogate pairs, for which UTF-8
has no form. One limit stays: YAML readers find no key of more than 1024 characters in JSON (JSON readers do).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

__all__ = ["FORMATS", "Emitter", "emitter"]

FORMATS: tuple[str, ...]
"""The names of all formats, in alphabetical order; found when first asked for."""


class Emitter(Protocol):
    """What each format's module offers."""

    @property
    def EXTENSION(self) -> str:  # noqa: N802 - a constant of the module
        """The end of file names, with its dot: `.yaml` or `.json`."""

    def emit(self, manifest: Mapping[str, Any], source: str | None) -> str:
        """The text of one object, ending in one newline; formats with comments name `source`, the spec, in the first line."""


def emitter(format: str) -> Emitter:
    """The format of this name, one of `FORMATS`; raises ValueError for any other."""
    if format not in _formats():
        raise ValueError(f"'{format}' is no output format; there are {', '.join(_formats())}")
    return cast(Emitter, import_module(f"{__name__}.{format}"))


def _formats() -> tuple[str, ...]:
    found = globals().get("FORMATS")
    if found is None:
        found = tuple(sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py")))
        globals()["FORMATS"] = found
    return cast(tuple[str, ...], found)


def __getattr__(name: str) -> Any:
    if name == "FORMATS":
        return _formats()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
