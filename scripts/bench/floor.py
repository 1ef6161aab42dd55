"""The floor: the same objects, ready in memory, dumped by orjson and written as the same number of files."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import orjson


def main(ready: str, target: str) -> None:
    """Dump every object of a pickled list of (path, object) below a folder."""
    with Path(ready).open("rb") as file:
        objects: list[tuple[str, object]] = pickle.load(file)
    made: set[Path] = set()
    for path, manifest in objects:
        place = Path(target, path)
        if place.parent not in made:
            place.parent.mkdir(parents=True)
            made.add(place.parent)
        place.write_bytes(orjson.dumps(manifest))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
