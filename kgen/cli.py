"""The command line: finds the commands, and turns what they raise into messages and exit codes, in this one place."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from kgen.version import VERSION

FINE = 0
"""All is well."""
FOUND = 1
"""Findings, stale output or a difference."""
WRONG = 2
"""What the user wrote is wrong."""
BROKEN = 3
"""A mistake of kgen's own."""


def main() -> NoReturn:
    """Run the command that the arguments name, and exit."""
    # What a command makes lives until it ends: looking for garbage on the way would find none, at a sixth of the time.
    gc.disable()
    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the process at once, all said: to take apart what a command made costs a seventh of a small build, and is of no use.

    Where a stream is broken, or somebody watches the program (a debugger, a profiler), it ends as any other.
    """
    if not (sys.gettrace() or sys.getprofile()):
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (AttributeError, OSError, ValueError):  # there is none, nobody reads it, or it is closed
            sys.exit(code)
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code; nothing but a keyboard interrupt escapes."""
    if arguments in (["version"], ["--version"]):
        print(f"kgen {VERSION}")  # noqa: T201 - answered before anything is imported
        return FINE
    debug = "--debug" in arguments
    try:
        return _run([argument for argument in arguments if argument != "--debug"])
    except BrokenPipeError:
        sys.stderr.close()
        return FINE
    except Exception as error:
        if debug:
            raise
        from kgen.screens.crash import crash

        sys.stderr.write(crash(error))
        return BROKEN


def _run(arguments: list[str]) -> int:
    from kgen.commands import application
    from kgen.plugins import switch_off
    from kgen.problems import Problems

    switch_off()
    try:
        return application(arguments)
    except Problems as found:
        from kgen.screens.problems import problems
        from kgen.screens.style import style

        sys.stderr.write(problems(found.problems, style(sys.stderr)))
        return WRONG
