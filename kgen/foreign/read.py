"""Files, folders and standard input to manifests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kgen.foreign.manifests import Foreign, Skipped, sorted_out
from kgen.foreign.stream import LIMIT, documents
from kgen.foreign.walk import Named, files
from kgen.load.files import content
from kgen.load.source import Source
from kgen.problems import Problem, Problems


@dataclass(slots=True)
class Reading:
    """What any number of files hold, in their order.

    `problems` are what could not be read; `skipped` are documents that are no manifests and were not asked for by name; `files`
    counts the files that were read.
    """

    manifests: list[Foreign] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    files: int = 0


def read(paths: Sequence[str], stdin: Callable[[], bytes]) -> Reading:
    """All manifests of files, folders and (`-`) standard input. Raises nothing: what is wrong stands among the problems."""
    named, problems = files(paths)
    reading = Reading(problems=problems)
    for one, data in contents(named, stdin, reading.problems):
        reading.files += 1
        _add(reading, data, one)
    return reading


def contents(named: Iterable[Named], stdin: Callable[[], bytes], problems: list[Problem]) -> Iterator[tuple[Named, bytes]]:
    """The files with their bytes; why one cannot be read goes to `problems`."""
    for one in named:
        try:
            data = stdin() if one.name == "-" else content(one.path, one.name, LIMIT)
        except Problems as wrong:
            problems += wrong.problems
        else:
            yield one, data


def _add(reading: Reading, data: bytes, one: Named) -> None:
    found, problems = documents(data, one.name)
    reading.problems += problems
    if one.asked and not found and not problems:
        reading.problems.append(Source(one.name, "").problem(None, "there is no manifest in it", "empty-file"))
    for document in found:
        for each in sorted_out(document, asked=one.asked):
            if isinstance(each, Foreign):
                reading.manifests.append(each)
            elif isinstance(each, Skipped):
                reading.skipped.append(each)
            else:
                reading.problems.append(each)
