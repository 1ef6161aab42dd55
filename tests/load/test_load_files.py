"""What is read, and what is refused before it is."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from kgen.load import parse, read
from kgen.problems import Problems

MIB = 1024 * 1024


def _refused(path: Path, name: str = "spec.yaml") -> str:
    with pytest.raises(Problems) as raised:
        read(path, name)
    return str(raised.value)


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n---\nb: 2\n")
    documents = read(file, "shown.yaml")
    assert [(each.name, each.index, each.data) for each in documents] == [
        ("shown.yaml", 0, {"a": 1}),
        ("shown.yaml", 1, {"b": 2}),
    ]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    _stdin(monkeypatch, b"a: 1\n")
    assert read(Path("-"), "-")[0].data == {"a": 1}
    _stdin(monkeypatch, b"")
    assert _refused(Path("-"), "-") == "-: the file is empty [empty-file]"
    _stdin(monkeypatch, b"#" * (MIB + 2))
    assert _refused(Path("-"), "-") == ("-: the file is larger than 1 MiB [too-large]\n    | split it into several files")


def test_missing(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.yaml") == "spec.yaml: this file does not exist [missing-file]"
    assert _refused(tmp_path / "none" / "deeper.yaml") == "spec.yaml: this file does not exist [missing-file]"


def test_folder(tmp_path: Path) -> None:
    assert _refused(tmp_path) == "spec.yaml: this is a folder, not a file [not-a-file]\n    | name a file in it"


def test_pipe_and_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        assert _refused(path) == "spec.yaml: this is not a regular file [not-a-file]\n    | pipe it in and name it '-'"


def test_pipe_that_replaces_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at a regular file, then a pipe in its place: opening it must not wait for a writer."""
    (tmp_path / "file").write_text("a: 1")
    os.mkfifo(tmp_path / "pipe")
    regular = (tmp_path / "file").stat()
    monkeypatch.setattr(Path, "stat", lambda _: regular)
    assert "[not-a-file]" in _refused(tmp_path / "pipe")


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert _refused(file) == "spec.yaml: this file cannot be read: permission denied [unreadable-file]"


def test_other_errors_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert _refused(tmp_path / "loop") == (
        "spec.yaml: this file cannot be read: too many levels of symbolic links [unreadable-file]"
    )
    assert _refused(Path("a\0b")) == "spec.yaml: no file can have this name [unreadable-file]"


def test_size(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b #" + b"x" * (MIB - 6))
    assert read(file, "a.yaml")[0].data == {"a": "b"}
    file.write_bytes(b"a: b #" + b"x" * (MIB - 5))
    expected = "spec.yaml: the file is larger than 1 MiB [too-large]\n    | split it into several files"
    assert _refused(file) == expected
    with pytest.raises(Problems) as raised:
        parse(file.read_bytes(), "spec.yaml")
    assert str(raised.value) == expected


def test_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"")
    small = file.stat()
    file.write_bytes(b"#" * (MIB + 1))
    monkeypatch.setattr(Path, "stat", lambda _: small)
    monkeypatch.setattr(os, "fstat", lambda _: small)
    assert "[too-large]" in _refused(file)


@pytest.mark.parametrize("data", ["a: b".encode("utf-16"), "a: b".encode("utf-16-le"), "a: b".encode("utf-16-be")])
def test_utf16(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(data)
    assert _refused(file) == "spec.yaml: this file is UTF-16, not UTF-8 [not-utf-8]\n    | save it as UTF-8"


def test_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("ok: é\r\nname: caf".encode() + b"\xe9 x\n")
    assert _refused(file) == (
        "spec.yaml:2:10: byte 0xe9 is not UTF-8 [not-utf-8]\n  2 | name: caf� x\n    |          ^ save the file as UTF-8"
    )
