"""What differs between the committed output and the specs."""

from __future__ import annotations

from collections.abc import Sequence

from kgen.screens.words import columns, counted
from kgen.write import Difference


def differences(found: Sequence[Difference], files: int) -> str:
    """The screen of `kgen check`: one line per difference, and what puts them right."""
    if not found:
        return f"{counted(files, 'manifest')}, all as the specs say.\n"
    lines = columns((difference.path, difference.kind, difference.reason) for difference in found)
    verb = "differs" if len(found) == 1 else "differ"
    lines.append(
        f"{len(found)} of {counted(files, 'manifest')} {verb}. kgen build puts {'it' if len(found) == 1 else 'them'} right."
    )
    return "\n".join(lines) + "\n"
