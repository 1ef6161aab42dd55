"""Worker processes of the command: forked once everything is loaded, so that starting them costs little."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from kgen.link.work import Work
from kgen.tools import Tools

_WORTH = 100
"""Services from which on a second process saves more than it costs."""


@contextmanager
def workers(jobs: int, work: Work, tools: Tools) -> Iterator[Executor | None]:
    """An executor of so many processes; None where one process does it. 0 chooses by the size of the work."""
    count = jobs or (min(os.cpu_count() or 1, 8) if len(work.services) >= _WORTH else 1)
    if count == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    for unit in work.services:
        tools.blueprint(unit.blueprint)
    with ProcessPoolExecutor(count, multiprocessing.get_context("fork")) as executor:
        yield executor
