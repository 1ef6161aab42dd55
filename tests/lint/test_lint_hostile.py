"""Names that strangers give to files and objects reach no terminal, and no log of a CI, as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgen.cli import run

MANIFEST = """\
apiVersion: v1
kind: "Foo\\e[31m\\n::error::kind"
metadata: {name: "x\\n::error::name"}
spec: {template: {spec: {containers: [{name: "a\\e[31m", image: "x\\n::error::image"}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: "y\\n::error::name"}
spec: {containers: [{name: "b\\n::error::container", image: "y"}]}
"""

BASELINE = """\
findings:
  "gone\\e[31m\\n::error::file":
    "Deployment web\\n::error::object": {cpu-limit: {"\\n::error::path": 1}}
  LONG:
    Deployment web: {cpu-limit: {spec: 1}}
version: 1
"""


@pytest.mark.parametrize("command", ["lint -v hostile", "harden -v hostile", "harden --check hostile", "harden --diff hostile"])
def test_no_name_ends_its_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hostile").mkdir()
    Path("hostile/a\n::error::b.yaml").write_text(MANIFEST)
    assert run(command.split()) == 1
    assert_harmless("".join(capsys.readouterr()))


def test_no_entry_of_a_baseline_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.yaml").write_text(BASELINE.replace("LONG", "x" * 300))
    Path("a.yaml").write_text("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n")
    run(["lint", "a.yaml", "--baseline", "b.yaml"])
    said = capsys.readouterr()
    assert "2 findings that b.yaml accepts are fixed; --write-baseline takes them out:" in said.err
    assert_harmless("".join(said))


def assert_harmless(said: str) -> None:
    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith("::")]
