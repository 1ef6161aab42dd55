"""Facts of kinds of clusters, one small file each; what an environment states itself wins over them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kgen.load import read


@cache
def facts(platform: str) -> dict[str, Any]:
    """The facts that come with a platform, as the environment in kgen.yaml would write them; none for an unknown one."""
    path = Path(__file__).with_name(f"{platform}.yaml")
    if not platform.replace("-", "").isalpha() or not path.is_file():
        return {}
    [document] = read(path, path.name)
    return dict(document.data)
