"""Build everything afresh, and put it before every judge."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from scripts.judge import checkov, corpus, kustomize, readers, schemas
from scripts.judge.subjects import at_bounds, build

JUDGES = (readers.judge, schemas.judge, kustomize.judge, checkov.judge, corpus.judge)


def main() -> int:
    """Print what each judge says; 1 if any of them finds fault."""
    with tempfile.TemporaryDirectory() as folder:
        subjects = build(Path(folder))
        faults = [fault for judge in JUDGES for fault in judge(subjects)]
        faults += schemas.judge(at_bounds(Path(folder) / "bounds"))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} faults." if faults else "No judge finds fault.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
