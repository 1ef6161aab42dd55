"""Where files go, and where never."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgen.problems import Problems
from kgen.rewrite.files import Written
from kgen.rewrite.place import below, write


def file(path: Path, after: str, before: str | None = None) -> Written:
    return Written(str(path), path, None if before is None else before.encode(), after.encode())


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("old")
    path.chmod(0o640)
    write([file(path, "new", "old")])
    assert (path.read_text(), path.stat().st_mode & 0o777, [one.name for one in tmp_path.iterdir()]) == ("new", 0o640, ["x.yaml"])


def test_what_is_equal_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("same")
    before = path.stat().st_mtime_ns
    write([file(path, "same", "same")])
    assert path.stat().st_mtime_ns == before


def test_a_link_in_the_folder_leads_nowhere(tmp_path: Path) -> None:
    out, away = tmp_path / "out", tmp_path / "away"
    out.mkdir()
    away.mkdir()
    (out / "deep").symlink_to(away)
    with pytest.raises(Problems) as found:
        write([file(out / "deep" / "x.yaml", "new"), file(out / "y.yaml", "new")], out)
    message = (
        f"{out}/deep/x.yaml: '{out}/deep' is a link, and kgen writes through none [link]\n    | name the file that it leads to"
    )
    assert (str(found.value), list(away.iterdir()), (out / "y.yaml").exists()) == (message, [], False)


def test_nothing_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file in the way")
    with pytest.raises(Problems, match="cannot be written"):
        write([file(tmp_path / "x.yaml", "new"), file(tmp_path / "folder" / "y.yaml", "new")])
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_files_lie_as_below_the_folder_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vendor" / "deep").mkdir(parents=True)
    asked = [file(Path("vendor/deep/x.yaml"), "x"), file(Path("../elsewhere/y.yaml"), "y")]
    placed = below(Path("out"), asked, ["vendor", "../elsewhere/y.yaml"])
    assert [one.name for one in placed] == ["out/deep/x.yaml", "out/y.yaml"]
