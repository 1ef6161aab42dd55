"""Writes the pages that are generated: `python -m scripts.docs`. A test proves that they are current."""

from __future__ import annotations

from scripts.docs.pages import DOCS, PAGES


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8", newline="\n")
        print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
