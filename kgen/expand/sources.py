"""Where blueprints lie: in the project's `blueprints/`, in installed packages, and with kgen itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kgen import places

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "kgen.blueprints"
"""Entry points of this group: the name is the blueprint's, the value the dotted path of its folder (`acme_kgen.web`), or of the
folder that holds it."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
"""Names of blueprints are those of folders: no separator, no dot."""


class Source(NamedTuple):
    """A blueprint's folder; `where` it was found (project, package …, built-in); `shown` is how messages call it."""

    name: str
    folder: Path
    where: str
    shown: str

    @property
    def trusted(self) -> bool:
        """Whether the folder came with an installation, and not with a project that anybody may have written."""
        return self.where != "project"


def sources(name: str, project: Path | None) -> Iterator[Source]:
    """The folders of that name, of which the first wins: the project's, then kgen's own, or else an installed package's.

    Entry points are looked up only for a name that kgen itself does not have, as that costs more than all the rest.
    """
    if not _NAME.fullmatch(name):
        return
    if project and _is_blueprint(project / "blueprints" / name):
        yield Source(name, project / "blueprints" / name, "project", f"blueprints/{name}")
    builtin = places.data("blueprints") / name
    if _is_blueprint(builtin):
        yield Source(name, builtin, "built-in", f"kgen/blueprints/{name}")
    else:
        yield from _installed(name)


def parents(child: Source, name: str, project: Path | None) -> Iterator[Source]:
    """The folders that a blueprint found in `child` may extend: what is installed never builds on what a project brings."""
    found = sources(name, None if child.trusted else project)
    return (source for source in found if source.folder != child.folder)


def available(project: Path | None) -> list[Source]:
    """The blueprint that wins for every name that can be found, by name."""
    folders = [*([project / "blueprints"] if project else []), places.data("blueprints")]
    names = {entry.name for folder in folders if folder.is_dir() for entry in folder.iterdir()}
    names |= {point.name for point in _points()}
    found = (next(sources(name, project), None) for name in sorted(names))
    return [source for source in found if source]


def _is_blueprint(folder: Path) -> bool:
    return (folder / "blueprint.yaml").exists()


def _points() -> list[EntryPoint]:
    from importlib.metadata import entry_points

    return list(entry_points(group=GROUP))


def _installed(name: str) -> Iterator[Source]:
    """The folders that entry points name; no code of a package runs for that."""
    from importlib.util import find_spec

    for point in (point for point in _points() if point.name == name):
        package, *rest = point.value.replace(":", ".").split(".")
        spec = find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            folder = Path(location, *rest)
            folder = folder if _is_blueprint(folder) else folder / name
            if _is_blueprint(folder):
                yield Source(name, folder, f"package {package}", "/".join([package, *folder.relative_to(location).parts]))
