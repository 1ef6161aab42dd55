"""One file that a person named: whole or not at all, and never through a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kgen.problems import Problems
from kgen.write.single import save


def test_a_file_is_replaced_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")
    path.chmod(0o640)
    save(path, "größer\n")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == ("größer\n".encode(), 0o640)
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


def test_nothing_is_written_through_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "away.txt").write_text("mine")
    Path("report.txt").symlink_to("away.txt")
    with pytest.raises(Problems) as found:
        save(Path("report.txt"), "theirs")
    assert str(found.value) == "report.txt: a symbolic link stands in the way [symbolic-link]\n    | remove it"
    assert (tmp_path / "away.txt").read_text() == "mine"


def test_links_lead_out_of_no_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "sub").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problems) as found:
        save(tmp_path / "project" / "sub" / "x.json", "{}", tmp_path / "project", folders=True)
    assert str(found.value) == "project/sub/x.json: a symbolic link stands in the way [symbolic-link]\n    | remove it"


def test_a_folder_in_the_way_stays_and_no_draft_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").mkdir()
    with pytest.raises(Problems) as found:
        save(Path("report.txt"), "text")
    assert str(found.value) == "report.txt: this file cannot be written: is a directory [unwritable-file]"
    assert os.listdir() == ["report.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_device_takes_what_is_written_and_stays() -> None:
    save(Path(os.devnull), "text")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
