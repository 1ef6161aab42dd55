"""Worker processes of the command: forked once everything is loaded, so that starting them costs little."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kgen.link.work import Work

if TYPE_CHECKING:
    from concurrent.futures import Executor

_WORTH = 100
"""Services from which on a second process saves more than it costs."""


@contextmanager
def workers(jobs: int, work: Work) -> Iterator[Executor | None]:
    """An executor of so many processes; None where one process does it. 0 chooses by the size of the work."""
    count = jobs or (min(os.cpu_count() or 1, 8) if len(work.services) >= _WORTH else 1)
    if count == 1 or not hasattr(os, "fork"):
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count, get_context("fork")) as executor:
        yield executor
