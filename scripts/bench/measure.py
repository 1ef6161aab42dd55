"""Measuring whole processes: processor time, wall time and memory, as the operating system accounts for them."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds of processor time, seconds by the clock, and peak megabytes of the largest process."""

    cpu: float
    wall: float
    memory: float


def run(arguments: Sequence[str], cwd: str | None = None, codes: Sequence[int] = (0,)) -> Cost:
    """The cost of one run of a Python program, its children included; it must end with one of the codes."""
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        if cwd:
            os.chdir(cwd)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        os.execv(sys.executable, [sys.executable, *arguments])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in codes:
        raise SystemExit(f"{' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def side_by_side(first: Callable[[], float], second: Callable[[], float], rounds: int) -> float:
    """The median of the ratios first / second, measured in turn after one round that does not count."""
    first(), second()
    return statistics.median(first() / second() for _ in range(rounds))
