"""What earlier builds came to, so that a unit is not made again that is on disk already and follows from the same.

Only digests are kept, never manifests: bytes come from the output folder, and count when they are the very ones that a unit of
the same meaning came to. Whatever is in doubt is compiled. The folder is the user's own, never one that a project can write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgen.cache.build import Cache
    from kgen.link.work import Work
    from kgen.tools import Tools

_WORTH = 10
"""Services from which on remembering saves more than finding out what compiles them."""


@contextmanager
def remembering(work: Work, tools: Tools, out: Path, *, wanted: bool) -> Iterator[Cache | None]:
    """The cache for a build of a whole project that writes to `out`; None where there is none, or none is `wanted`."""
    found: Cache | None = None
    if wanted and work.whole and len(work.services) >= _WORTH:
        from kgen.cache.build import cache_of

        found = cache_of(work, tools, out)
    try:
        yield found
    finally:
        if found:
            found.close()
