"""`make bench`: how fast kgen is, as ratios of work measured side by side in one run."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.bench import inside, lint
from scripts.bench.measure import Cost, run, side_by_side
from scripts.bench.project import write_project

FLOOR = Path(__file__).with_name("floor.py")
IMPORTS = "from pydantic import BaseModel; import yaml, jinja2, typer, deepmerge, jsonschema_rs"
LONE = f"""\
name: checkout
image: registry.example.com/shop/checkout:1.4.2@sha256:{"a" * 64}
port: 8080
health: /healthz
owner: payments
"""
ROW = "{:<58}{:>9}{:>9}"


class Bench:
    """A folder on a ram disk where there is one, with projects of several sizes in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        os.environ["XDG_CACHE_HOME"] = str(self.cache)
        self._outputs = 0

    def project(self, services: int) -> Path:
        """The project of that size, written once."""
        path = self.folder / f"project-{services}"
        if not path.exists():
            write_project(path, services)
        return path

    def output(self) -> Path:
        """A folder that does not exist yet."""
        self._outputs += 1
        return self.folder / f"out-{self._outputs}"

    def build(self, services: int, *, jobs: int = 1) -> Cost:
        """The first build of a project, of which nothing is remembered; its output is thrown away."""
        target = self.output()
        shutil.rmtree(self.cache, ignore_errors=True)
        cost = self.rebuild(services, target, jobs=jobs)
        shutil.rmtree(target)
        return cost

    def rebuild(self, services: int, out: Path, *, jobs: int = 1) -> Cost:
        """A build into a folder that is kept."""
        return run(["-m", "kgen", "build", str(self.project(services)), "-o", str(out), "-j", str(jobs)])

    def one(self) -> Cost:
        """`kgen build service.yaml` for a lone spec of five lines."""
        folder = self.folder / "lone"
        if not folder.exists():
            folder.mkdir()
            (folder / "service.yaml").write_text(LONE)
        cost = run(["-m", "kgen", "build", "service.yaml"], cwd=str(folder))
        shutil.rmtree(folder / "out")
        return cost

    def ready(self, services: int) -> Path:
        """The objects of a build, ready to be dumped."""
        import kgen

        path = self.folder / f"ready-{services}.pickle"
        if not path.exists():
            build = kgen.build(project=self.project(services))
            objects = [
                (f"{ns or '_'}/{name}/{kind}-{name}.json", build.manifests[ns, kind, name]) for ns, kind, name in build.manifests
            ]
            path.write_bytes(pickle.dumps(objects))
        return path

    def floor(self, services: int) -> Cost:
        """The floor of the same size."""
        target = self.output()
        cost = run([str(FLOOR), str(self.ready(services)), str(target)])
        shutil.rmtree(target)
        return cost


def rows(bench: Bench) -> Iterator[tuple[str, float, str]]:
    """What is measured, its ratio, and what is asked."""
    yield "1,000 services : orjson and plain writes", _ratio(lambda: bench.build(1000).cpu, lambda: bench.floor(1000).cpu, 3), "6"
    yield (
        "two workers : one, 1,000 services, wall time",
        _ratio(lambda: bench.build(1000, jobs=2).wall, lambda: bench.build(1000).wall, 3),
        "0.6",
    )
    kept = bench.output()
    yield (
        "unchanged rebuild : first build, 1,000 services",
        _ratio(lambda: _again(bench, kept), lambda: bench.build(1000).cpu, 3),
        "0.7",
    )
    large = [bench.build(10000) for _ in range(1)]
    thousand = [bench.build(1000) for _ in range(3)]
    per_service = min(cost.cpu for cost in large) / 10 / sorted(cost.cpu for cost in thousand)[1]
    yield "per service, 10,000 : 1,000", per_service, "1.1"
    yield "peak memory at 10,000 services, MB", large[0].memory, "200"
    yield "one service : its imports", _ratio(lambda: bench.one().cpu, lambda: run(["-c", IMPORTS]).cpu, 9), "1.8"
    nothing = lambda: run(["-c", "pass"]).cpu  # noqa: E731
    yield "kgen version : python -c pass", _ratio(lambda: run(["-m", "kgen", "version"]).cpu, nothing, 15), "3"
    yield "kgen --help : python -c pass", _ratio(lambda: run(["-m", "kgen", "--help"]).cpu, nothing, 15), "8"
    yield "expansion of a template : a hand-written function", inside.expansion(), "8"
    yield "lint of 1,000 built manifests : PyYAML's C loader", lint.ratio(lint.built(kept, bench.folder / "built")), "3"
    yield "lint of 1,000 bare Deployments : PyYAML's C loader", lint.ratio(lint.bare(bench.folder / "bare")), "3"
    yield "harden and verify : emit", inside.rules(bench.project(100)), "1"


def _again(bench: Bench, kept: Path) -> float:
    """A rebuild right after a build that left nothing to do."""
    bench.rebuild(1000, kept)
    return bench.rebuild(1000, kept).cpu


def _ratio(first: Callable[[], float], second: Callable[[], float], rounds: int) -> float:
    return side_by_side(first, second, rounds)


def main() -> None:
    """Print one line per figure as soon as it is known."""
    ram = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="kgen-bench-", dir=ram if ram.is_dir() else None))
    try:
        print(ROW.format("what", "ratio", "asked"))
        for what, ratio, asked in rows(Bench(folder)):
            print(ROW.format(what, f"{ratio:.2f}", f"≤ {asked}"))
            sys.stdout.flush()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
