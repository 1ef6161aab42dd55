"""Config files: read from the project, never from outside it."""

from __future__ import annotations

from pathlib import Path

from kgen.model.container import ConfigFile
from kgen.model.service import Service
from kgen.problems import Origin, Problem
from kgen.problems import Path as ProblemPath
from kgen.validate.folders import files_of, real
from kgen.validate.messages import shortened

LIMIT = 1024 * 1024
"""Bytes that a ConfigMap may hold (https://kubernetes.io/docs/concepts/configuration/configmap/)."""

_LONGEST = 4096
"""Characters of a path (PATH_MAX of Linux)."""


def with_config(service: Service, folder: Path, root: Path | None, origin: Origin, problems: list[Problem]) -> Service:
    """The service with the content of its config files; the files lie below `root`, or below the spec's folder."""
    if not service.config:
        return service
    allowed = (root or folder).resolve()
    files: dict[str, ConfigFile] = {}
    for name, file in service.config.items():
        if file.folder is None:
            files[name] = _content(file, folder, allowed, ("config", name, "file"), origin, problems)
    for name, given in service.config.items():
        if given.folder is not None:
            at = ("config", name, "folder")
            for file in files_of(given, folder, allowed, at, origin, problems):
                if file.name in files:
                    message = f"'{file.name}' is there twice: '{shortened(file.file or '')}' would lie at the same path"
                    problems.append(origin.problem(at, message, "duplicate-path"))
                else:
                    files[file.name] = _content(file, folder, allowed, at, origin, problems)
    if sum(len((file.text or "").encode()) for file in files.values()) > LIMIT:
        problems.append(origin.problem(("config",), "config files may hold at most 1 MiB together", "config-size", key=True))
    return service.model_copy(update={"config": files})


def _content(
    file: ConfigFile, folder: Path, allowed: Path, at: ProblemPath, origin: Origin, problems: list[Problem]
) -> ConfigFile:
    if file.file is None:
        return file
    text, trouble = read_text(file.file, folder, allowed)
    if trouble:
        problems.append(origin.problem(at, f"'{shortened(file.file)}' {trouble}", "config-file"))
    return file.model_copy(update={"text": text})


def read_text(file: str, folder: Path, allowed: Path) -> tuple[str, str]:
    """The content of a file that a spec in `folder` names, and what is wrong with it; it must lie below `allowed`."""
    try:
        if len(file) > _LONGEST:
            raise ValueError(file)
        path = real(folder / file)
        trouble = _trouble(path, allowed)
    except (OSError, ValueError):  # a name that is too long, a loop of links, a NUL
        return "", "cannot be read"
    if trouble:
        return "", trouble
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        return "", f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        return "", "is not UTF-8 text"
    return ("", "holds a NUL character") if "\0" in text else (text, "")


def _trouble(path: Path, allowed: Path) -> str:
    if not path.is_relative_to(allowed):
        return "lies outside the project"
    if not path.exists():
        return "does not exist"
    if not path.is_file():
        return "is no file"
    return "is larger than 1 MiB" if path.stat().st_size > LIMIT else ""
