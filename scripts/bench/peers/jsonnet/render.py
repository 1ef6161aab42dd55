"""What `jsonnet --multi OUT --string main.jsonnet --tla-code-file data=DATA` does; the wheel has no command of its own.

Usage: render.py DATA OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import _gojsonnet  # type: ignore[import-not-found]

data, out = Path(sys.argv[1]), Path(sys.argv[2])
main = Path(__file__).with_name("main.jsonnet")
files = json.loads(_gojsonnet.evaluate_file(str(main), tla_codes={"data": data.read_text()}))
for name, text in files.items():
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
