"""Writes what rules find in the corpus into its `.findings` files: `python -m tests.corpus`.

Read what changes before you commit it: each line says that a rule is right.
"""

from __future__ import annotations

from .listing import listing
from .reading import FOLDER, cases


def main() -> None:
    known = set()
    for case in cases():
        known.add(case.expected)
        found = listing(case)
        if not case.expected.exists() or case.expected.read_text(encoding="utf-8") != found:
            case.expected.write_text(found, encoding="utf-8")
            print(f"written: {case}")
    for path in FOLDER.glob("*/*.findings"):
        if path not in known:
            path.unlink()


if __name__ == "__main__":
    main()
