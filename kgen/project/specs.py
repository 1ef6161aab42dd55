"""Specs: the files a project names, the files and services named by hand, and the layers each of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kgen.load import load_python, read
from kgen.problems import Origin, Problem, Problems
from kgen.project.file import ProjectFile
from kgen.project.layers import Layer, layer
from kgen.spec import PythonOrigin, Service
from kgen.validate.messages import known_as, nearest, shortened


class Spec(NamedTuple):
    """One service as written: its values for every environment, and what single environments add.

    `source` names it in the output; `folder` is where its config files are looked up.
    """

    values: Layer
    environments: Mapping[str, Layer]
    source: str
    folder: Path

    @property
    def origin(self) -> Origin:
        return self.values.place.origin


def spec_files(project: ProjectFile) -> list[Path]:
    """The files that the project's patterns name, sorted; `read_file` looks at what they are."""
    root = project.root
    if root is None:
        return []
    return sorted({path for pattern in project.model.specs for path in root.glob(pattern) if not path.is_dir()})


class Inside:
    """The folder that specs must lie in. Each folder of it is looked at once: to follow all links of all files takes long."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._holds = cache(lambda folder: folder.resolve().is_relative_to(self._root))

    def leaves(self, path: Path) -> bool:
        """Whether a file is reached through a link that leads out of the folder."""
        try:
            return not (path.resolve().is_relative_to(self._root) if path.is_symlink() else self._holds(path.parent))
        except (OSError, RuntimeError):  # a loop of links leads nowhere, as reading it will say
            return False


def read_file(
    path: Path, name: str, source: str, known: Iterable[str], problems: list[Problem], inside: Inside | None = None
) -> Iterator[Spec]:
    """The specs of one file; what is wrong with it goes to the problems. With `inside`, it must lie in that folder."""
    try:
        if inside and inside.leaves(path):
            hint = "copy it into the project, or name it on the command line"
            raise Problems([Problem(name, 0, 0, "this link leads out of the project", "link-out", hint)])
        if path.suffix == ".py" and inside:
            hint = f"kgen build {name}"
            raise Problems([Problem(name, 0, 0, "a spec in Python is run only if it is named itself", "python-spec", hint)])
        if path.suffix == ".py":
            services = load_python(path, name, lambda value: isinstance(value, Service))
            yield from (of_service(service, source, known, problems) for service in services)
            return
        for document in read(path, name):
            spec = _spec(document.data, document, source, path.parent, known, problems)
            # The layers hold what is needed of it; the document stays, to say where things are written.
            document.data = None
            yield spec
    except Problems as found:
        problems += found.problems


def of_service(service: Service, source: str, known: Iterable[str], problems: list[Problem]) -> Spec:
    """The spec of a service written in Python."""
    return _spec(service.data, PythonOrigin(service), source, Path(service.file).parent, known, problems)


def _spec(data: Any, origin: Origin, source: str, folder: Path, known: Iterable[str], problems: list[Problem]) -> Spec:
    if not isinstance(data, dict) or "environments" not in data:
        return Spec(layer(data, origin, whole=True), {}, source, folder)
    rest = {key: value for key, value in data.items() if key != "environments"}
    return Spec(
        layer(rest, origin, whole=True),
        dict(_environments(data["environments"], origin, sorted(known), problems)),
        source,
        folder,
    )


def _environments(written: Any, origin: Origin, known: list[str], problems: list[Problem]) -> Iterator[tuple[str, Layer]]:
    if not isinstance(written, dict):
        problems.append(origin.problem(("environments",), f"'environments' must be a map, not {known_as(written)}", "wrong-type"))
        return
    for name, values in written.items():
        if name not in known:
            hint = nearest(name, known) or f"one of: {', '.join(known)}"
            problems.append(
                origin.problem(
                    ("environments", name),
                    f"there is no environment '{shortened(name)}'",
                    "unknown-environment",
                    hint=hint,
                    key=True,
                )
            )
        elif values is not None:
            yield name, layer(values, origin, ("environments", name))
