"""Whole processes, measured as the operating system accounts for them."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.bench.measure import Cost


class Command(NamedTuple):
    """A program with its arguments, the folder it runs in, and what its environment has beyond ours."""

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = {}


def timed(command: Command) -> Cost:
    """The cost of one run, the processes it started and waited for included; a run that fails ends the benchmark
    with the end of what it said.
    """
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env={**os.environ, **command.environment},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{said}\n{' '.join(command.arguments)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)
