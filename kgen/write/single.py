"""A file that a person named: made whole beside its place and then renamed, so that there is the old one or the new one."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from kgen.problems import Problem, Problems, refusal

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def save(path: Path, text: str | bytes, root: Path | None = None, *, folders: bool = False) -> None:
    """Write a file, as UTF-8 where it is text; with `folders`, those on its way are made.

    Raises Problems where the file system refuses, and for links (`require_no_link`).
    """
    content = text.encode("utf-8") if isinstance(text, str) else text
    require_no_link(path, root)
    try:
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        if _is_special(path):
            path.write_bytes(content)
        else:
            _replace(draft(path, content), path)
    except OSError as error:
        message = f"this file cannot be written: {refusal(error)}"
        raise Problems([Problem(_name(path), 0, 0, message, "unwritable-file")]) from None


def require_no_link(path: Path, root: Path | None = None) -> None:
    """Raises Problems where the file is a link, or links would lead out of `root` on its way.

    A link may be a stranger's, and lead where the person who named the file did not mean to write.
    """
    if path.is_symlink() or (root and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))):
        raise Problems([Problem(_name(path), 0, 0, "a symbolic link stands in the way", "symbolic-link", "remove it")])


def draft(path: Path, content: bytes) -> Path:
    """The content in a new file beside `path`, with the permissions of what stands there. Raises OSError, and leaves nothing."""
    made = path.with_name(f".kgen-{os.getpid()}-{os.urandom(8).hex()}")
    try:
        with os.fdopen(os.open(made, _NEW, 0o666), "wb") as file:
            file.write(content)
        with suppress(OSError):
            made.chmod(stat.S_IMODE(path.stat().st_mode))
    except OSError:
        with suppress(OSError):
            made.unlink(missing_ok=True)
        raise
    return made


def _replace(made: Path, path: Path) -> None:
    try:
        made.replace(path)
    finally:
        with suppress(OSError):
            made.unlink(missing_ok=True)


def _is_special(path: Path) -> bool:
    """Whether it is a pipe or a device, which takes what is written and must not be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _name(path: Path) -> str:
    """The file as people know it: from the working directory, where it lies below that."""
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()
