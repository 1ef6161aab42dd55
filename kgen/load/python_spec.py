"""Python specs: files that are run because a person named them, and the services they leave behind."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from kgen.load.files import content
from kgen.load.source import Source, Span
from kgen.problems import Problem, Problems, visible

_MODULE = "kgen_spec"
_LOCK = threading.Lock()
"""`sys.path` and `sys.modules` belong to the whole process: one spec at a time changes them."""


def load_python(path: Path, name: str, services: Callable[[Any], bool]) -> list[Any]:
    """Runs the file and returns its module-level objects that are `services`, alone or in lists and tuples, in order.

    The file may import its neighbours; neither they nor its folder can be imported afterwards. Raises `Problems` at the line
    of the file that failed.
    """
    code = content(path, name)
    where = str(path.absolute())
    module = ModuleType(_MODULE)
    module.__file__ = where
    try:
        with _LOCK, _importable(module, path.absolute().parent):
            exec(compile(code, where, "exec", dont_inherit=True), vars(module))  # noqa: S102 - named by the person who runs kgen
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # SystemExit too: a spec must not end kgen in silence
        raise Problems(_failures(Source(name, code.decode("utf-8", "replace")), where, error)) from error
    found = list({id(value): value for value in _candidates(module) if services(value)}.values())
    if not found:
        hint = "assign one at the top level: cart = Service(...)"
        raise Problems([Source(name, "").problem(None, "this file defines no service", "no-service", hint)])
    return found


@contextmanager
def _importable(module: ModuleType, folder: Path) -> Iterator[None]:
    """While it runs, a spec can import its neighbours; a spec in another folder may have others of the same name."""
    paths, modules = sys.path[:], set(sys.modules)
    before = sys.modules.get(_MODULE)
    sys.modules[_MODULE] = module
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path[:] = paths
        neighbours = {name for name in set(sys.modules) - modules if "." not in name and _lies_in(sys.modules[name], folder)}
        for name in [name for name in sys.modules if name.partition(".")[0] in neighbours]:
            del sys.modules[name]
        sys.modules.pop(_MODULE, None)
        if before is not None:
            sys.modules[_MODULE] = before


def _lies_in(module: ModuleType, folder: Path) -> bool:
    """Whether the module is a file or a package directly in the folder (a virtual environment below it stays)."""
    file = Path(getattr(module, "__file__", None) or "")
    return (file.parent.parent if file.stem == "__init__" else file.parent) == folder


def _candidates(module: ModuleType) -> Iterator[Any]:
    for value in list(vars(module).values()):
        if isinstance(value, list | tuple):
            yield from value
        else:
            yield value


def _failures(source: Source, where: str, error: BaseException) -> list[Problem]:
    if isinstance(error, SyntaxError) and error.filename == where:
        line, said = error.lineno or 0, error.msg
    else:
        line, said = _line(error.__traceback__, where), str(error)
    span = _whole(source, line) if line else None
    if isinstance(error, Problems):
        return [source.problem(span, each.message, each.code, each.hint) for each in error.problems]
    first, *more = said.splitlines() or [""]
    message = visible(f"{type(error).__name__}: {first}".removesuffix(": "))
    return [source.problem(span, message, "python-spec", "\n".join(visible(each).rstrip() for each in more))]


def _line(trace: TracebackType | None, where: str) -> int:
    """The line of the file where the failure passed through it last, 0 if it never ran."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == where:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _whole(source: Source, number: int) -> Span:
    line = source.line(number)
    return Span(number, len(line) - len(line.lstrip()) + 1, max(1, len(line.strip())))
