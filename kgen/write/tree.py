"""The output folder, seen without following a symbolic link: whoever sends a pull request may have put one there."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from kgen.problems import Problem, Problems

STAGING = ".kgen/.staging-"
"""What the paths of staging areas begin with; no environment's name begins with a dot."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Tree:
    """The folder `out`; all paths given to it are relative to it, with `/`, and made of safe names.

    `name` is the folder as people know it. Raises Problems [out-path] where a link, a file or a folder is in the way.
    """

    def __init__(self, out: Path, name: str) -> None:
        self.root = os.fspath(out)
        self.name = name
        self._real: set[str] = set()

    def require(self, project: Path | None) -> None:
        """Refuse an `out` that is no real folder, or that is not below `project` (if given)."""
        if project is not None:
            real, home = os.path.realpath(self.root), os.path.realpath(project)
            if not real.startswith(home.rstrip(os.sep) + os.sep):
                hint = "choose a folder below it in kgen.yaml, or name another one with -o"
                raise Problems([self.problem("", "lies outside the project", "out-path", hint)])
        try:
            self.folder("")
        except NotADirectoryError:
            raise Problems([self.problem("", "cannot be a folder: it stands below a file", "out-path")]) from None

    def folder(self, path: str) -> bool:
        """Whether this folder exists."""
        if path in self._real:
            return True
        try:
            mode = os.lstat(self.at(path)).st_mode
        except FileNotFoundError:
            return False
        if not S_ISDIR(mode):
            raise Problems([self._in_the_way(path, mode, "folder")])
        self._real.add(path)
        return True

    def entries(self, path: str) -> dict[str, os.DirEntry[str]] | None:
        """What is in a folder, by name; None when it, or a folder above it, does not exist."""
        steps = path.split("/")
        for end in range(1, len(steps) + 1):
            if not self.folder("/".join(steps[:end])):
                return None
        with os.scandir(self.at(path)) as found:
            return {entry.name: entry for entry in found}

    def require_file(self, path: str, entry: os.DirEntry[str]) -> None:
        """Refuse what is no plain file."""
        if not entry.is_file(follow_symlinks=False):
            raise Problems([self._in_the_way(path, entry.stat(follow_symlinks=False).st_mode, "file")])

    def same(self, path: str, content: bytes) -> bool:
        """Whether a file has exactly this content."""
        descriptor = os.open(self.at(path), _READ)
        try:
            return os.read(descriptor, len(content) + 1) == content
        finally:
            os.close(descriptor)

    def read(self, path: str, most: int) -> bytes | None:
        """The first `most` bytes of a file; None when it does not exist."""
        try:
            mode = os.lstat(self.at(path)).st_mode
        except FileNotFoundError:
            return None
        if not S_ISREG(mode):
            raise Problems([self._in_the_way(path, mode, "file")])
        descriptor = os.open(self.at(path), _READ)
        try:
            return os.read(descriptor, most)
        finally:
            os.close(descriptor)

    def digest(self, path: str) -> str:
        """The SHA-256 of a file, in hex."""
        total = sha256()
        descriptor = os.open(self.at(path), _READ)
        try:
            while piece := os.read(descriptor, 1 << 16):
                total.update(piece)
        finally:
            os.close(descriptor)
        return total.hexdigest()

    def exists(self, path: str) -> bool:
        """Whether there is anything of this name."""
        return os.path.lexists(self.at(path))

    def at(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    def shown(self, path: str) -> str:
        return f"{self.name}/{path}" if path else self.name

    def problem(self, path: str, message: str, code: str, hint: str = "") -> Problem:
        """A problem whose message begins with the path."""
        return Problem(self.shown(path), 0, 0, f"'{self.shown(path)}' {message}", code, hint)

    def failed(self, error: OSError) -> Problem:
        """What the file system refused. A path in the staging area, which nobody knows, becomes the target or the folder."""
        full = error.filename2 or error.filename or self.root
        path = os.fsdecode(full).removeprefix(self.root).strip("/")
        return self.problem("" if path.startswith(STAGING) else path, f"cannot be used: {error.strerror or error}", "out-path")

    def _in_the_way(self, path: str, mode: int, needed: str) -> Problem:
        if S_ISLNK(mode):
            return self.problem(path, f"is a symbolic link, where kgen needs a real {needed}", "out-path", "remove the link")
        found = "folder" if S_ISDIR(mode) else "file" if S_ISREG(mode) else "special file"
        return self.problem(path, f"is a {found}, where kgen needs a {needed}", "out-path", "move it away")
