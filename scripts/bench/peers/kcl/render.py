"""What `kcl run main.k -D data=DATA` does, and the files written; the wheel has no command of its own.

Usage: render.py DATA OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kcl_lib import api  # type: ignore[import-not-found]

data, out = Path(sys.argv[1]), Path(sys.argv[2])
here = Path(__file__).parent
arguments = api.ExecProgramArgs(
    work_dir=str(here),
    k_filename_list=[str(here / "main.k")],
    args=[api.Argument(name="data", value=data.read_text())],
    disable_yaml_result=True,
)
for name, text in json.loads(api.API().exec_program(arguments).json_result)["files"].items():
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
