"""Build the JSON Schemas of what people write in `schemas/`, from the models.

    python scripts/build_schemas.py

The files are committed and part of the wheel: `service.schema.json`, `project.schema.json`, `blueprint.schema.json` and
`rule.schema.json`.
"""

from __future__ import annotations

from pathlib import Path

from kgen.jsonschema.files import FILES, text

TARGET = Path(__file__).resolve().parent.parent / "schemas"


def main() -> None:
    for kind, name in FILES.items():
        (TARGET / name).write_text(text(kind), encoding="utf-8", newline="\n")
        print(f"wrote schemas/{name}")


if __name__ == "__main__":
    main()
