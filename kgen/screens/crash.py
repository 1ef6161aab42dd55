"""What is said when kgen itself is at fault."""

from __future__ import annotations

from kgen.version import VERSION


def crash(error: BaseException) -> str:
    """One short message: what happened, and how to report it."""
    what = f"{type(error).__name__}: {error}".split("\n")[0][:300]
    return (
        f"kgen {VERSION} made a mistake of its own: {what}\n"
        "Nothing was written. Please report it with the spec and what --debug prints.\n"
    )
