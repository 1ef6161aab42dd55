"""Copies a blueprint into a project, with all it inherits, so that it can be edited there."""

from __future__ import annotations

from pathlib import Path

import yaml

from kgen.expand.blueprint import Blueprint, find
from kgen.problems import Problem, Problems


def eject(name: str, project: Path) -> list[Path]:
    """Writes the blueprint of that name, as it stands without the project's own, to the project's `blueprints/<name>/`.

    Gives the files written. What is inherited is copied too, so that `blueprint.yaml` extends nothing. Raises
    UnknownBlueprint, and Problems if the folder exists already.
    """
    blueprint = find(name, None)
    folder = project / "blueprints" / name
    for path in (folder.parent, folder):
        if path.is_symlink() or (path == folder and path.exists()):
            shown = path.relative_to(project).as_posix()
            raise Problems(
                [Problem(shown, 0, 0, f"'{shown}' exists already", "exists", "kgen overwrites no blueprint; move it away")]
            )
    folder.mkdir(parents=True)
    contents = {path.name: path.read_bytes() for path in blueprint.files.values()}
    contents["blueprint.yaml"] = _description(blueprint)
    for file, content in contents.items():
        with (folder / file).open("xb") as out:
            out.write(content)
    return sorted(folder / file for file in contents)


def _description(blueprint: Blueprint) -> bytes:
    """`blueprint.yaml`: the file itself if it extends nothing, else what all of them say together."""
    if len(blueprint.origin.documents) == 1:
        return (blueprint.folder / "blueprint.yaml").read_bytes()
    said = {"description": blueprint.description, "defaults": blueprint.defaults, "params": blueprint.written_params}
    return yaml.safe_dump(
        {key: value for key, value in said.items() if value}, sort_keys=False, allow_unicode=True, width=120
    ).encode()
