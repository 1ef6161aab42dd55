"""A project that is large enough to be remembered, and builds of it of which one sees what they compiled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kgen import building, compiler
from kgen.cli import run
from kgen.tools import Tools
from kgen.unit import Compiled, Unit

COUNT = 12

PROJECT = """\
registries: [registry.example.com]
defaults: {system: shop, owner: shop}
exemptions: {image-digest: {reason: a trial, owner: shop}}
environments:
  production: {namespace: "{system}", kubernetes: "1.33"}
"""

SPEC = """\
name: {name}
image: registry.example.com/{name}:1.0.0
port: {port}
health: /healthz
calls: {{{calls}}}
"""


def write_project(folder: Path) -> None:
    """Services s00 to s11 in a row, of which each calls the next."""
    (folder / "services").mkdir(parents=True)
    (folder / "kgen.yaml").write_text(PROJECT)
    for number in range(COUNT):
        write_spec(folder, number)


def write_spec(folder: Path, number: int, *, port: int = 8080, more: str = "") -> None:
    calls = f"s{number + 1:02}: NEXT" if number + 1 < COUNT else ""
    text = SPEC.format(name=f"s{number:02}", port=port, calls=calls)
    (folder / "services" / f"s{number:02}.yaml").write_text(text + more)


class Builder:
    """Builds a project; `said` is what the last build said, `compiled` the names of the units that it compiled."""

    def __init__(self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = project
        self.said = ""
        self.compiled: list[str] = []
        self._capsys = capsys
        compile_unit = compiler.compile_unit

        def noted(unit: Unit, tools: Tools) -> Compiled:
            self.compiled.append(unit.name)
            return compile_unit(unit, tools)

        monkeypatch.setattr(building, "compile_unit", noted)

    def build(self, *arguments: str) -> int:
        """The exit code."""
        self.compiled.clear()
        self._capsys.readouterr()
        code = run(["build", str(self.project), *arguments])
        self.said = self._capsys.readouterr().err
        return code

    def plain(self, *arguments: str) -> int:
        """A build without the cache."""
        before = os.environ["KGEN_CACHE"]
        os.environ["KGEN_CACHE"] = "off"
        try:
            return self.build(*arguments)
        finally:
            os.environ["KGEN_CACHE"] = before

    @property
    def output(self) -> dict[str, bytes]:
        """All files of the output."""
        out = self.project / "out"
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}

    def require_same(self) -> None:
        """What is on disk is what a build without the cache makes."""
        made = self.output
        assert self.plain("-o", str(self.project / "out")) == 0
        assert made == self.output
        assert len(self.compiled) == COUNT + 1
        assert "none written, 0 removed" in self.said


ALL = [*(f"s{number:02}" for number in range(COUNT)), "_namespace"]
