"""Runs every case in a process of its own that may take 200 MB and 10 seconds of a processor; prints what became of it as JSON.

Processes are forked from one that has everything loaded, so that a case costs little more than itself. Another one made
the files, so that their texts are not in memory. The output and the files of a case are searched for what lies outside.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path

SECONDS = 10
"""Of processor time, which does not depend on what else the machine does."""
PATIENCE = 120
"""Seconds after which a case hangs."""
MEMORY = 200 * 1024 * 1024
"""Bytes of data of a process, Python and all libraries included."""

SECRET = "the-content-of-a-file-outside"


def main() -> None:
    """Run the cases that were named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        if os.fork() == 0:
            _make(sys.argv[1:], root)
        _, status = os.wait()
        assert status == 0
        _load(root)
        for case in sorted(path for path in root.iterdir() if path.is_dir()):
            print(json.dumps({"case": case.name, **_outcome(case)}), flush=True)


def _make(names: list[str], root: Path) -> None:
    """Write the files of all cases; never returns."""
    from tests.hostile import hostile_blueprints, hostile_projects, hostile_specs
    from tests.hostile.hostile_cases import CASES

    assert hostile_blueprints and hostile_projects and hostile_specs
    for name in names or CASES:
        folder = root / name
        (folder / "outside").mkdir(parents=True)
        (folder / "project").mkdir()
        (folder / "outside" / "secret.txt").write_text(SECRET)
        (folder / "arguments").write_text(json.dumps(CASES[name].make(folder / "project")))
    os._exit(0)


def _load(root: Path) -> None:
    """Everything that a build needs, so that forked processes share it."""
    from kgen.cli import run

    sys.stderr = (root / "log").open("w")
    (root / "service.yaml").write_text(f"name: a\nimage: acme.dev/a@sha256:{'0' * 64}\nport: 80\n")
    os.chdir(root)
    run(["build", "service.yaml", "-o", "-"])
    (root / "service.yaml").write_text("name: A\n")
    run(["build", "service.yaml"])
    sys.stderr = sys.__stderr__


def _outcome(folder: Path) -> dict[str, object]:
    outside, project, log = folder / "outside", folder / "project", folder / "log"
    child = os.fork()
    if child == 0:
        _run(json.loads((folder / "arguments").read_text()), project, log)
    _, status, usage = os.wait4(child, 0)
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    untouched = [path.name for path in outside.iterdir()] == ["secret.txt"] and (outside / "secret.txt").read_text() == SECRET
    out = project / "out"
    written = [path for path in out.rglob("*") if path.is_file() and not path.is_symlink()] if not out.is_symlink() else []
    leaked = SECRET in said or any(SECRET in path.read_text(encoding="utf-8", errors="replace") for path in written)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "said": said,
        "memory": usage.ru_maxrss // 1024,
        "seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "safe": untouched and not leaked,
    }


def _run(arguments: list[str], project: Path, log: Path) -> None:
    """In the forked process: never returns."""
    os.chdir(project)
    stream = log.open("w", encoding="utf-8", errors="backslashreplace")
    sys.stdout = sys.stderr = stream
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.alarm(PATIENCE)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    from kgen.cli import run

    code = 70
    try:
        code = run(arguments)
    finally:
        stream.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
