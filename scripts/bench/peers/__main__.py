"""`make bench-peers`: install the peers, prove that they make kgen's manifests, then time them and kgen in turn."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from scripts.bench.measure import Cost
from scripts.bench.peers.compare import IGNORED, Objects, differences, read_objects
from scripts.bench.peers.install import CannotInstallError
from scripts.bench.peers.process import timed
from scripts.bench.peers.tools import PEERS, Kgen, Tool
from scripts.bench.project import write_project

COMPARED, TIMED = 20, 1000
"""Services in the project whose manifests are compared, and in the one that is timed."""

ROUNDS = 3
LONGEST = 60.0
"""Seconds: a tool that takes longer runs once. It is not reckoned from fewer services: start-up and growth would mislead."""

ROW = "{:<9}{:<10}{:<50}{:>7}{:>8}{:>12}{:>13}{:>13}"


class Peers:
    """Projects of several sizes and what each tool reads of them, in a folder on a ram disk where there is one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, tool: Tool, services: int) -> tuple[Cost, Objects]:
        """The cost of one run, and its manifests if there are few enough to compare."""
        project = self._folder / f"project-{services}"
        if not project.exists():
            write_project(project, services)
        given = self._folder / f"{tool.name}-{services}"
        if not given.exists():
            tool.prepare(project, given)
        out = self._folder / "out"
        shutil.rmtree(self._folder / "cache", ignore_errors=True)
        cost = timed(tool.command(given, out))
        objects = read_objects(out) if services == COMPARED else {}
        shutil.rmtree(out)
        return cost, objects

    def time(self, tool: Tool) -> tuple[list[Cost], list[Cost], str]:
        """Costs of the tool and of kgen for `TIMED` services, measured in turn, and what to say about them."""
        theirs, ours = [], []
        for _ in range(ROUNDS):
            theirs.append(self.run(tool, TIMED)[0])
            ours.append(self.run(Kgen(), TIMED)[0])
            if theirs[-1].wall > LONGEST:
                return theirs, ours, f"{tool.name}: no more rounds, because one takes longer than {LONGEST:.0f} s."
        return theirs, ours, ""


def _row(tool: Tool, version: str, costs: Sequence[Cost], faster: tuple[str, str]) -> str:
    cpu, wall = statistics.median(cost.cpu for cost in costs), statistics.median(cost.wall for cost in costs)
    return ROW.format(tool.name, version, tool.program, f"{cpu:.2f}", f"{wall:.2f}", f"{TIMED / wall:,.0f}", *faster)


def _ratio(theirs: Sequence[Cost], ours: Sequence[Cost], what: Literal["cpu", "wall"]) -> str:
    return f"{statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(theirs, ours, strict=True)):.1f}"


def compare(peers: Peers) -> list[tuple[Tool, str]]:
    """The tools that can be installed, and their versions; one that makes something else ends the benchmark."""
    _, ours = peers.run(Kgen(), COMPARED)
    same = []
    for tool in PEERS:
        try:
            version = tool.install()
        except CannotInstallError as reason:
            print(f"{tool.name} is left out, because it cannot be installed: {reason}")
            continue
        _, theirs = peers.run(tool, COMPARED)
        if lines := list(differences(ours, theirs)):
            raise SystemExit("\n".join([f"{tool.name} makes something else, in {len(lines)} places:", *lines[:20]]))
        print(f"{tool.name} {version} makes the same {len(theirs)} manifests for {COMPARED} services.", flush=True)
        same.append((tool, version))
    print("\nNot compared:", *(f"  {what}: {why}" for what, why in IGNORED.items()), sep="\n")
    return same


def measure(peers: Peers, tools: Sequence[tuple[Tool, str]]) -> None:
    """Print a line for each tool as soon as it is known, and last kgen's own."""
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    print(f"\n{TIMED:,} services, whole processes, one at a time, medians of {ROUNDS} rounds; {load}")
    print(ROW.format("tool", "version", "program", "CPU s", "wall s", "services/s", "kgen × CPU", "kgen × wall"), flush=True)
    all_ours: list[Cost] = []
    notes = ["Asked: kgen at least 2 times faster than each."]
    for tool, version in tools:
        theirs, ours, note = peers.time(tool)
        faster = (_ratio(theirs, ours, "cpu"), _ratio(theirs, ours, "wall"))
        print(_row(tool, version, theirs, faster), flush=True)
        all_ours += ours
        notes += [note] if note else []
    if all_ours:
        print(_row(Kgen(), Kgen().install(), all_ours, ("1.0", "1.0")), flush=True)
        chosen = [peers.run(Kgen(0), TIMED)[0] for _ in range(ROUNDS)]
        print(_row(Kgen(0), Kgen().install(), chosen, ("–", "–")))
    print(*notes, sep="\n")


def main() -> None:
    """Install, compare, time."""
    ram = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="kgen-peers-", dir=ram if ram.is_dir() else None))
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    try:
        peers = Peers(folder)
        measure(peers, compare(peers))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
