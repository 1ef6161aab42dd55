"""Config files come from the project, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgen.load import parse
from kgen.model.container import ConfigFile
from kgen.model.service import Service
from kgen.problems import Problem
from kgen.validate.config import LIMIT, with_config
from kgen.validate.folders import MOST


def read(folder: Path, *files: str, root: Path | None = None) -> tuple[Service, list[Problem]]:
    config = {f"/etc/{index}": ConfigFile(name=f"/etc/{index}", file=file) for index, file in enumerate(files)}
    problems: list[Problem] = []
    service = Service.model_construct(name="a", image="a:1", config=config)
    return with_config(service, folder, root, parse("config: {}", "a.yaml")[0], problems), problems


def test_the_content_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("é\r\nb\n\n".encode())
    service, problems = read(tmp_path, "a")
    assert not problems
    assert service.config["/etc/0"].text == "é\r\nb\n\n"


def test_a_file_may_lie_anywhere_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "shared").write_text("x")
    (tmp_path / "services" / "link").symlink_to("../shared")
    _, problems = read(tmp_path / "services", "../shared", "link", root=tmp_path)
    assert not problems
    _, problems = read(tmp_path / "services", "../shared", "link")
    assert [problem.message for problem in problems] == [
        "'../shared' lies outside the project",
        "'link' lies outside the project",
    ]


@pytest.mark.parametrize(("size", "count"), [(LIMIT // 2, 0), (LIMIT // 2 + 1, 1), (LIMIT + 1, 2)])
def test_sizes(tmp_path: Path, size: int, count: int) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    (tmp_path / "b").write_bytes(b"x" * size)
    _, problems = read(tmp_path, "a", "b")
    assert len(problems) == count


def folder(place: Path, on_change: str = "restart") -> tuple[Service, list[Problem]]:
    config = {"/etc/app/": ConfigFile.model_validate({"name": "/etc/app/", "folder": "conf", "on_change": on_change})}
    problems: list[Problem] = []
    service = Service.model_construct(name="a", image="a:1", config=config)
    return with_config(service, place, None, parse("config: {}", "a.yaml")[0], problems), problems


def test_a_folder_gives_its_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    for name in ("b", "a", "B", "é"):
        (tmp_path / "conf" / name).write_text(f"content of {name}")
    service, problems = folder(tmp_path, "ignore")
    assert not problems
    assert [(name, file.text, file.on_change) for name, file in service.config.items()] == [
        (f"/etc/app/{name}", f"content of {name}", "ignore") for name in ("B", "a", "b", "é")
    ]


TOO_MANY = "'conf' holds more than 200 files, the most that can be mounted one by one"


@pytest.mark.parametrize(("count", "said"), [(MOST, []), (MOST + 1, [TOO_MANY])])
def test_a_folder_of_many_files(tmp_path: Path, count: int, said: list[str]) -> None:
    (tmp_path / "conf").mkdir()
    for index in range(count):
        (tmp_path / "conf" / str(index)).touch()
    service, problems = folder(tmp_path)
    assert [problem.message for problem in problems] == said
    assert len(service.config) == (0 if said else count)


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    _, problems = folder(tmp_path)
    assert [problem.message for problem in problems] == ["'conf' holds no files"]


def test_the_files_of_a_folder_count_together(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    for name in ("a", "b"):
        (tmp_path / "conf" / name).write_bytes(b"x" * (LIMIT // 2 + 1))
    _, problems = folder(tmp_path)
    assert [problem.message for problem in problems] == ["config files may hold at most 1 MiB together"]
