"""Files to where they shall stand: in place or in a folder, all of them or none, and never through a link."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from kgen.problems import Problem, Problems, refusal, visible
from kgen.rewrite.files import Written
from kgen.write.single import draft


def below(out: Path, files: Iterable[Written], paths: Sequence[str]) -> list[Written]:
    """The files in a folder, laid out as below the folders that were named. Raises Problems where two would be the same."""
    roots = [os.path.normpath(path) for path in paths if Path(path).is_dir()]
    found: dict[str, Written] = {}
    names: dict[str, str] = {}
    problems = []
    for file in files:
        inside = _inside(file.name, roots)
        if names.setdefault(inside, file.name) != file.name:
            message = f"'{visible(names[inside])}' and '{visible(file.name)}' would both become '{visible(inside)}'"
            problems.append(Problem(str(out), 0, 0, message, "same-file", "name the folder that holds both"))
        target = out / inside
        found[inside] = Written(str(target), target, _present(target), file.after)
    if problems:
        raise Problems(problems)
    return list(found.values())


def _inside(name: str, roots: Iterable[str]) -> str:
    for root in roots:
        relative = os.path.relpath(name, root)
        if not relative.startswith(".."):
            return relative
    return Path(name).name


def _present(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def write(files: Sequence[Written], out: Path | None = None) -> None:
    """Write what changed. Each file is made whole beside its place first and then renamed; raises Problems before any is."""
    changed = [file for file in files if file.before != file.after]
    problems = [problem for file in changed for problem in _refused(file, out)]
    if problems:
        raise Problems(problems)
    made: list[Path] = []
    name = "."
    try:
        for file in changed:
            name = file.name
            file.path.parent.mkdir(parents=True, exist_ok=True)
            made.append(draft(file.path, file.after))
        for source, file in zip(made, changed, strict=True):
            name = file.name
            source.replace(file.path)
    except OSError as error:
        raise Problems([Problem(name, 0, 0, f"this file cannot be written: {refusal(error)}", "unwritable-file")]) from None
    finally:
        for source in made:
            with suppress(OSError):
                source.unlink(missing_ok=True)


def _refused(file: Written, out: Path | None) -> list[Problem]:
    steps = [file.path, *(parent for parent in file.path.parents if out is not None and parent.is_relative_to(out))]
    link = next((step for step in steps if step.is_symlink()), None)
    if link is None:
        return []
    hint = "name the file that it leads to"
    return [Problem(file.name, 0, 0, f"'{visible(str(link))}' is a link, and kgen writes through none", "link", hint)]
