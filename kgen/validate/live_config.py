"""Config files that may change under running pods fill their folders: nothing else can lie there."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.model.container import ConfigFile
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem
from kgen.validate.storage import mounts

_TMP: tuple[Path, str] = (("scratch", "/tmp"), "/tmp")


def live_config(service: Service, origin: Origin) -> Iterator[Problem]:
    """Files without a folder of their own, and what would lie in a folder that is mounted read-only as a whole."""
    folders: dict[str, str] = {}
    for name, file in service.config.items():
        if file.on_change == "ignore":
            folder = _folder(name, file)
            folders.setdefault(folder, name)
            if not folder:
                message = f"'{name}' may change, so it fills the folder that it lies in; name a folder below '/'"
                yield origin.problem(("config", name), message, "path", key=True)
    for path, mount in ([_TMP, *mounts(service)]) if folders else ():
        is_live = path[0] == "config" and service.config[mount].on_change == "ignore"
        place = _folder(mount, service.config[mount]) if is_live else mount.rstrip("/")
        for folder, first in folders.items():
            if folder and _covers(folder, place, is_live=is_live) and first.rstrip("/") != mount.rstrip("/"):
                yield _covered(path, mount, folder, first, origin)


def _folder(name: str, file: ConfigFile) -> str:
    return name.rstrip("/") if file.folder is not None else name.rpartition("/")[0]


def _covers(folder: str, place: str, *, is_live: bool) -> bool:
    return place.startswith(f"{folder}/") or (place == folder and not is_live)


def _covered(path: Path, mount: str, folder: str, first: str, origin: Origin) -> Problem:
    at: Path = path if origin.has(path[:2]) else ("config", first)
    message = f"'{mount}' lies in '{folder}', which is filled with files that may change, such as '{first}'"
    beside = path[0] == "config" and mount.rpartition("/")[0] == folder
    hint = "give both the same 'on_change'" if beside else "give one of them another folder"
    return origin.problem(at, message, "duplicate-path", hint=hint, key=True)
