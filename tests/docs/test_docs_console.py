"""Every command in the pages is run, and prints what the page says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.doc_blocks import PAGES, REPOSITORY, agrees, blocks, excerpted


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for block in blocks(page):
        if block.language == "console":
            for command, said in block.commands():
                real = shell.run(command)
                assert agrees(said, real), f"{page.name}:{block.line}: `{command}` prints:\n{real}"
        elif block.file and block.file.startswith("out/"):
            real = (shell.folder / block.file).read_text(encoding="utf-8")
            assert excerpted(block.content, real), f"{page.name}:{block.line}: {block.file} is:\n{real}"
        elif block.file:
            path = shell.folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")


class Shell:
    """Runs commands one by one, first in a folder that has the repository's examples; remembers the exit code and the folder."""

    def __init__(self, folder: Path) -> None:
        tools = folder / "bin"
        tools.mkdir()
        for name, arguments in (("kgen", "-m kgen"), ("python", "")):
            (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
            (tools / name).chmod(0o755)
        self.folder = folder / "work"
        self.folder.mkdir()
        (self.folder / "examples").symlink_to(REPOSITORY / "examples")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("KGEN_", "GIT_"))},
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "80",
        }
        self._code = 0
        self._place = folder / "place"

    def run(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", f"(exit {self._code}); {command}\ncode=$?; pwd > '{self._place}'; exit $code"],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self._code = done.returncode
        self.folder = Path(self._place.read_text(encoding="utf-8").strip())
        return done.stdout
