"""Files and standard input to documents; nothing is opened that could hang, nothing read that is too large."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from kgen.load.document import Document
from kgen.load.source import Source
from kgen.load.stream import LIMIT, parse, too_large
from kgen.problems import Problems, refusal


def read(path: Path, name: str) -> list[Document]:
    """The documents of a file, or of standard input if `name` is `-`. Raises `Problems` like `parse`, and for the file itself."""
    return parse(standard_input() if name == "-" else content(path, name), name)


def content(path: Path, name: str, most: int = LIMIT) -> bytes:
    """The bytes of a regular file, `most` at most. Raises `Problems`."""
    try:
        _check(path.stat(), name, most)
        # Between the two looks the path may have become something else; without blocking, even a pipe is opened at once.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            _check(os.fstat(handle), name, most)
            data = file.read(most + 1)
    except FileNotFoundError:
        raise _refused(name, "this file does not exist", "missing-file") from None
    except OSError as error:
        raise _refused(name, f"this file cannot be read: {refusal(error)}", "unreadable-file") from None
    except ValueError:  # NUL in a path; its wording differs between versions of Python
        raise _refused(name, "no file can have this name", "unreadable-file") from None
    if len(data) > most:
        raise too_large(name, most)
    return data


def standard_input(most: int = LIMIT) -> bytes:
    """What is piped in, and one byte more than `most` where it is too large; nothing if there is no standard input."""
    stream = getattr(sys.stdin, "buffer", None)
    return stream.read(most + 1) if stream else b""


def _check(status: os.stat_result, name: str, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _refused(name, "this is a folder, not a file", "not-a-file", "name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise _refused(name, "this is not a regular file", "not-a-file", "pipe it in and name it '-'")
    if status.st_size > most:
        raise too_large(name, most)


def _refused(name: str, message: str, code: str, hint: str = "") -> Problems:
    return Problems([Source(name, "").problem(None, message, code, hint)])
