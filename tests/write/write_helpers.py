"""Cases of the write stage: units in short form, and the folder they make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kgen.write import Scope, UnitFiles


def units(short: dict[str, dict[str, Any]]) -> list[UnitFiles]:
    """Units from `environment/namespace/name: {source, meaning, files}`; source and meaning have defaults."""
    return [_unit(*key.split("/"), **fields) for key, fields in short.items()]


def _unit(
    environment: str, namespace: str, name: str, *, files: dict[str, str], source: str = "", meaning: str = "same"
) -> UnitFiles:
    content = {file: text.encode() for file, text in files.items()}
    return UnitFiles(environment, namespace, name, source or f"services/{name}.yaml", meaning, content)


def scope(short: dict[str, list[str]]) -> Scope:
    return Scope(**{field: frozenset(names) for field, names in short.items()})


def put(out: Path, files: dict[str, str | None]) -> None:
    """Write files (None: delete; `-> target`: a symbolic link) below a folder."""
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        elif text.startswith("-> "):
            path.unlink(missing_ok=True)
            path.symlink_to(text[3:])
        elif name.endswith("/"):
            path.mkdir()
        else:
            path.write_text(text)


def tree(out: Path) -> dict[str, str]:
    """All files below a folder with their content; a link as `-> target`, an empty folder as `name/`."""
    found: dict[str, str] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = path.read_text(errors="backslashreplace")
        elif not any(path.iterdir()):
            found[f"{name}/"] = ""
    return found
