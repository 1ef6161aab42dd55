"""In doubt everything is compiled: no cache, whatever is in it, changes a byte of the output or what is said."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgen import places
from kgen.cache import identity, place
from kgen.cache.entry import Kept
from kgen.organisation.book import read_rules
from kgen.unit import Compiled
from tests.cache.cache_helpers import ALL, COUNT, Builder, write_spec
from tests.effort import tries


def file_of(builder: Builder) -> Path:
    [found] = (builder.project.parent / "cache" / "kgen").iterdir()
    return found


@pytest.mark.parametrize("edit", ["changed", "longer", "empty", "gone", "folder", "pipe"])
def test_files_that_were_touched_are_written_again(builder: Builder, edit: str) -> None:
    assert builder.build() == 0
    before = builder.output
    path = builder.project / "out" / "production" / "shop" / "s02" / "deployment.yaml"
    text = path.read_text()
    path.unlink()
    if edit in {"changed", "longer", "empty"}:
        path.write_text({"changed": text.replace("8080", "8081"), "longer": text + "# more\n", "empty": ""}[edit])
    elif edit == "folder":
        path.mkdir()
    elif edit == "pipe":
        os.mkfifo(path)
    code = builder.build()
    assert builder.compiled == ["s02"]
    assert code == (2 if edit in {"folder", "pipe"} else 0)
    assert ("[out-path]" in builder.said) == (edit in {"folder", "pipe"})
    if not code:
        assert builder.output == before


def test_an_inventory_or_kustomization_that_was_touched_is_written_again(builder: Builder) -> None:
    assert builder.build() == 0
    before = builder.output
    for name in (".kgen/production/shop/s02.json", "production/shop/s02/kustomization.yaml", "production/kustomization.yaml"):
        path = builder.project / "out" / name
        path.write_text(path.read_text() + "\n")
        assert builder.build() == 0
        assert builder.output == before


def test_a_link_in_the_way_is_seen(builder: Builder) -> None:
    assert builder.build() == 0
    folder = builder.project / "out" / "production" / "shop" / "s02"
    folder.rename(builder.project / "elsewhere")
    folder.symlink_to(builder.project / "elsewhere")
    assert builder.build() == 2
    assert "out/production/shop/s02' is a symbolic link, where kgen needs a real folder" in builder.said


@pytest.mark.parametrize("change", ["empty", "truncated", "flipped", "foreign", "unreadable text", "other identity"])
def test_a_broken_cache_is_as_good_as_none(builder: Builder, change: str) -> None:
    assert builder.build() == 0
    path = file_of(builder)
    content = path.read_bytes()
    path.write_bytes(
        {
            "empty": b"",
            "truncated": content[: len(content) // 2],
            "flipped": content.replace(b"Deployment", b"deployment", 1),
            "foreign": b"something else\n",
            "unreadable text": b"\xff\xfe" * 100,
            "other identity": content.replace(content[13:77], b"0" * 64, 1),
        }[change]
    )
    assert builder.build() == 0
    assert builder.compiled == ALL
    assert builder.build() == 0
    assert builder.compiled == []
    builder.require_same()


def forge(path: Path, entries: list[bytes]) -> None:
    """A file with these entries, as whole as kgen's own."""
    content = path.read_bytes().split(b"\n", 1)[0] + b"\n" + b"".join(entries)
    path.write_bytes(content + sha256(content).hexdigest().encode())


@pytest.mark.parametrize(
    "payload", [b"", b"null", b"[]", b"{}", b'"', b"[" * 100_000, b'["a",1,[],[],[],[],[]]', b"[1,2,3,4,5,6,7]"]
)
def test_entries_that_say_nothing_are_not_believed(builder: Builder, payload: bytes) -> None:
    assert builder.build() == 0
    path = file_of(builder)
    known = [line.split(b" ", 3) for line in path.read_bytes().split(b"\n")[1:-1]]
    forge(path, [b" ".join([*parts[:3], payload]) + b"\n" for parts in known] + [b"\n", b"no-blank\n", b"a b\n"])
    assert builder.build() == 0
    assert builder.compiled == ALL
    builder.require_same()


def test_an_entry_of_another_unit_is_not_believed(builder: Builder) -> None:
    assert builder.build() == 0
    path = file_of(builder)
    known = [line.split(b" ", 1) for line in path.read_bytes().split(b"\n")[1:-1]]
    forge(path, [a[0] + b" " + b[1] + b"\n" for a, b in zip(known, known[1:] + known[:1], strict=True)])
    assert builder.build() == 0
    assert builder.compiled == ALL
    builder.require_same()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 4) | st.text(max_size=3) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=20,
)


@pytest.mark.fuzz
@settings(max_examples=tries(100), suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(*[JSON] * 7), st.binary(max_size=30))
def test_nothing_in_an_entry_raises_more_than_doubt(kept: tuple[object, ...], text: bytes) -> None:
    import json
    from datetime import date

    from kgen.compiler import plan
    from kgen.project.sources import Request
    from kgen.spec import Service
    from kgen.tools import Tools

    [unit] = plan(
        Request(services=[Service(name="a", image="acme.dev/a:1.0.0", port=8080)]), Tools(None, "yaml", date(2027, 1, 1))
    ).services
    for payload in (json.dumps(kept).encode(), text):
        try:
            found = Kept(payload).compiled(unit, {}, b"")
        except ValueError:
            continue
        assert isinstance(found, Compiled)


@pytest.mark.parametrize(("named", "home"), [("file", "home"), ("", "file"), ("", "missing/home"), ("relative", "file/home")])
def test_without_a_home_or_a_place_to_write_all_is_as_ever(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, home: str
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "missing").mkdir(mode=0o500)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / named) if named == "file" else named)
    monkeypatch.setenv("HOME", str(tmp_path / home))
    monkeypatch.setattr(Path, "mkdir", _refused if home.startswith("missing") else Path.mkdir)
    for _ in range(2):
        assert builder.build() == 0
        assert builder.compiled == ALL


def _refused(path: Path, **_: object) -> None:
    """Tests may run as root, who can write everywhere."""
    raise PermissionError(13, "Permission denied", str(path))


def test_it_can_be_switched_off(builder: Builder, tmp_path: Path) -> None:
    for _ in range(2):
        assert builder.plain() == 0
        assert builder.compiled == ALL
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777])
def test_a_folder_that_others_can_enter_is_not_used(builder: Builder, tmp_path: Path, mode: int) -> None:
    (tmp_path / "cache" / "kgen").mkdir(parents=True)
    (tmp_path / "cache" / "kgen").chmod(mode)
    for _ in range(2):
        assert builder.build() == 0
        assert builder.compiled == ALL
    assert not list((tmp_path / "cache" / "kgen").iterdir())


def test_a_folder_or_file_behind_a_link_is_not_used(builder: Builder, tmp_path: Path) -> None:
    assert builder.build() == 0
    cache = tmp_path / "cache" / "kgen"
    [path] = cache.iterdir()
    path.rename(tmp_path / "file")
    path.symlink_to(tmp_path / "file")
    assert builder.build() == 0
    assert builder.compiled == ALL
    cache.rename(tmp_path / "real")
    cache.symlink_to(tmp_path / "real")
    assert builder.build() == 0
    assert builder.compiled == ALL


def test_a_file_that_others_can_write_is_not_used(builder: Builder) -> None:
    assert builder.build() == 0
    file_of(builder).chmod(0o666)
    assert builder.build() == 0
    assert builder.compiled == ALL


@pytest.mark.parametrize("where", ["project", "above"])
def test_a_folder_that_a_pull_request_can_fill_is_not_used(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Runners of CI often keep caches in the checkout."""
    if where == "above":
        (tmp_path / ".git").mkdir()
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", str(builder.project / ".cache"))
    for _ in range(2):
        assert builder.build() == 0
        assert builder.compiled == ALL
    assert not (builder.project / ".cache").exists()
    assert not (tmp_path / "cache").exists()


def test_a_folder_of_another_user_is_not_used(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert builder.build() == 0
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert builder.build() == 0
    assert builder.compiled == ALL


def test_a_changed_kgen_recalls_nothing(builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its own code and data, and the versions of what is installed, count."""
    assert builder.build() == 0
    (tmp_path / "site" / "pydantic-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert builder.build() == 0
    assert builder.compiled == ALL
    code = tmp_path / "kgen"
    code.mkdir()
    (code / "rule.py").write_text("one")
    monkeypatch.setattr(places, "data", lambda _: code)
    before = identity.identity([], read_rules(None))
    (code / "rule.py").write_text("two")
    assert before != identity.identity([], read_rules(None))


def test_fragments_of_other_packages_are_not_trusted_to_stay(
    builder: Builder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    info = tmp_path / "site" / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[kgen.fragments]\nours = acme:ours\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    for _ in range(2):
        assert builder.build() == 0
        assert builder.compiled == ALL


def test_a_build_that_fails_teaches_nothing(builder: Builder) -> None:
    assert builder.build() == 0
    before = file_of(builder).read_bytes()
    write_spec(builder.project, 5, more="replicas: many\n")
    assert builder.build() == 2
    assert file_of(builder).read_bytes() == before
    write_spec(builder.project, 5)
    assert builder.build() == 0
    assert builder.compiled == []


def test_what_was_written_long_ago_goes(builder: Builder, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "kgen"
    cache.mkdir(parents=True, mode=0o700)
    for number in range(40):
        old = cache / f"{number}.units"
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    (cache / ".draft-1-old").write_bytes(b"")
    os.utime(cache / ".draft-1-old", (1, 1))
    (cache / ".draft-2-new").write_bytes(b"")
    assert builder.build() == 0
    left = {path.name for path in cache.iterdir()}
    assert len(left) == 33
    assert ".draft-2-new" in left
    assert not {".draft-1-old", "0.units", "8.units"} & left
    assert {"9.units", "39.units"} <= left


def test_check_believes_no_cache(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    from kgen.cli import run

    assert builder.build() == 0
    monkeypatch.chdir(builder.project)
    builder.compiled.clear()
    assert run(["check"]) == 0
    assert builder.compiled == ALL


def test_workers_recall_too(builder: Builder) -> None:
    assert builder.build("-j", "2") == 0
    before = builder.output
    assert builder.build("-j", "2") == 0
    assert builder.compiled == []
    assert f"{COUNT + 1} units, unchanged" in builder.said
    assert builder.output == before
    assert builder.build() == 0
    assert builder.compiled == []


def test_the_folder_is_the_users_alone(builder: Builder, tmp_path: Path) -> None:
    assert builder.build() == 0
    assert (tmp_path / "cache" / "kgen").stat().st_mode & 0o777 == 0o700
    assert file_of(builder).stat().st_mode & 0o777 == 0o600
    assert place.folder(builder.project) == tmp_path / "cache" / "kgen"
