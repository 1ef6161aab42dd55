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

_MOST = 8
"""Processes that one asks for: what they make passes through one that writes."""


@contextmanager
def workers(jobs: int, work: Work) -> Iterator[Executor | None]:
    """An executor of so many processes; None where one process does it. 0 chooses by the size of the work."""
    count = jobs or (min(_usable(), _MOST) if len(work.services) >= _WORTH else 1)
    if count == 1 or not hasattr(os, "fork"):
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(count, get_context("fork")) as executor:
        yield executor


def _usable() -> int:
    """The processors that this process may use; in a container, or under taskset, that can be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
