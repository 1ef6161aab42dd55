"""Facts of kinds of clusters, one small file each; what an environment states itself wins over them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from kgen.load import read

_NAME = re.compile(r"[a-z][-a-z]{0,40}")


@cache
def facts(platform: str) -> dict[str, Any]:
    """The facts that come with a platform, as the environment in kgen.yaml would write them; none for an unknown one."""
    if not _NAME.fullmatch(platform):
        return {}
    path = Path(__file__).with_name(f"{platform}.yaml")
    if not path.is_file():
        return {}
    [document] = read(path, path.name)
    return dict(document.data)
