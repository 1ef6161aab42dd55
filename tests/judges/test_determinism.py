"""The same specs give the same bytes: whoever builds them, wherever, however, in whatever order."""

from __future__ import annotations

import locale
import random
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import kgen
from kgen.hardening.stage import context
from kgen.load import read
from kgen.rules import Context, Rule, registry
from kgen.rules._subject import Rules
from kgen.tools import Tools
from kgen.unit import Unit
from tests.judges.builds import FULLEST, SPECS, Files, command, manifests, written


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """All files of the project, built by the command."""
    files = command(tmp_path_factory.mktemp("full") / "out", FULLEST, PYTHONHASHSEED="0")
    assert len(manifests(files)) > 100
    return files


@pytest.mark.parametrize("seed", ["1", "4242", "random"])
def test_the_order_of_hashes_changes_no_byte(full: Files, tmp_path: Path, seed: str) -> None:
    assert command(tmp_path, FULLEST, PYTHONHASHSEED=seed) == full


@pytest.mark.parametrize("name", ["C", "POSIX", "tr_TR.UTF-8"])
def test_the_locale_changes_no_byte(full: Files, tmp_path: Path, name: str) -> None:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        pytest.skip(f"the locale {name} is not installed")
    finally:
        locale.setlocale(locale.LC_ALL, before)
    # No UTF-8 mode: whatever reads or writes without saying in which encoding would fail on the first letter with an accent.
    assert command(tmp_path, FULLEST, LC_ALL=name, LANG=name, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0") == full


def test_the_working_directory_changes_no_byte(full: Files, tmp_path: Path) -> None:
    assert command(tmp_path / "one", cwd=FULLEST) == full
    assert command(tmp_path / "two", ".", cwd=FULLEST) == full
    assert command(tmp_path / "three", "..", cwd=FULLEST / "services") == full
    assert command(tmp_path / "four", FULLEST, cwd=tmp_path) == full


def test_the_number_of_processes_changes_no_byte(full: Files, tmp_path: Path) -> None:
    assert command(tmp_path / "one", FULLEST, "-j", "1") == full
    assert command(tmp_path / "two", FULLEST, "-j", "2") == full


def test_the_order_of_arguments_changes_no_byte(tmp_path: Path) -> None:
    orders = [random.Random(seed).sample(SPECS, len(SPECS)) for seed in range(3)]
    one, *others = [command(tmp_path / str(number), *order) for number, order in enumerate([SPECS, *orders])]
    assert all(other == one for other in others)


def test_environments_in_another_order_change_no_byte(full: Files, tmp_path: Path) -> None:
    named = [argument for name in ("openshift", "gateway", "ingress", "autopilot") for argument in ("-e", name)]
    assert command(tmp_path, FULLEST, *named) == full


@pytest.mark.parametrize("shuffle", [reversed, lambda rules: random.Random(7).sample(rules, len(rules))], ids=["back", "mixed"])
def test_the_order_of_rules_changes_no_byte(
    full: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shuffle: Callable[[Rules], Iterable[Rule]]
) -> None:
    rules = Rules(shuffle(Rules(registry().values())))

    def shuffled(unit: Unit, tools: Tools) -> Context:
        return replace(context(unit, tools), rules=rules)

    for stage in ("kgen.hardening.stage", "kgen.verify.stage"):
        monkeypatch.setattr(f"{stage}.context", shuffled)
    kgen.build(project=FULLEST).write(tmp_path)
    assert written(tmp_path) == full


@pytest.mark.parametrize("kind", ["processes", "threads"])
def test_an_executor_changes_no_byte(full: Files, tmp_path: Path, kind: str) -> None:
    with _executor(kind) as executor:
        kgen.build(project=FULLEST, executor=executor).write(tmp_path)
    assert written(tmp_path) == full


def _executor(kind: str) -> Executor:
    if kind == "threads":
        return ThreadPoolExecutor(3)
    return ProcessPoolExecutor(2, get_context("spawn"))


def test_a_python_spec_gives_the_bytes_of_a_yaml_spec(full: Files, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "services").mkdir(parents=True)
    (project / "kgen.yaml").write_bytes((FULLEST / "kgen.yaml").read_bytes())
    services = [kgen.Service(**document.data) for path in SPECS for document in read(path, path.name)]
    kgen.build(services, project=project).write(tmp_path / "out")
    found = manifests(written(tmp_path / "out"))
    assert {name: _below_header(text) for name, text in found.items()} == {
        name: _below_header(text) for name, text in manifests(full).items()
    }
    header = found["gateway/shop-gateway/checkout/deployment.yaml"].partition(b"\n")[0]
    assert b"test_determinism.py" in header


def _below_header(text: bytes) -> bytes:
    header, _, rest = text.partition(b"\n")
    assert header.startswith(b"# Generated by kgen from ")
    return rest


def test_one_spec_writes_its_files_only(full: Files, tmp_path: Path) -> None:
    own = {name: text for name, text in manifests(full).items() if "/search/" in name}
    assert manifests(command(tmp_path, FULLEST / "services" / "search.yaml")) == own


def test_one_environment_writes_its_files_only(full: Files, tmp_path: Path) -> None:
    own = {name: text for name, text in manifests(full).items() if name.startswith("ingress/")}
    assert manifests(command(tmp_path, FULLEST, "-e", "ingress")) == own


@pytest.mark.parametrize(
    "arguments",
    [
        [FULLEST / "services" / "search.yaml"],
        ["-e", "ingress", FULLEST],
        [FULLEST / "services" / "mailer.yaml", "-e", "openshift"],
    ],
    ids=["spec", "environment", "both"],
)
def test_a_partial_build_leaves_all_else_as_it_was(full: Files, tmp_path: Path, arguments: list[Any]) -> None:
    command(tmp_path, FULLEST)
    (tmp_path / "ingress" / "foreign.txt").write_text("not of kgen")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    after = command(tmp_path, *arguments)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before
    assert after == {**full, "ingress/foreign.txt": b"not of kgen"}
