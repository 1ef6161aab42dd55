"""kgen: describe a service in a few typed lines; get the complete, hardened Kubernetes manifests.

Names are imported when they are first used, so that importing kgen costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kgen.version import VERSION

if TYPE_CHECKING:
    from kgen.findings import Finding
    from kgen.library import Build, FindingsError, build
    from kgen.problems import Problem, Problems
    from kgen.spec import Service

__version__ = VERSION

_HOMES = {
    "Build": "kgen.library",
    "Finding": "kgen.findings",
    "FindingsError": "kgen.library",
    "Problem": "kgen.problems",
    "Problems": "kgen.problems",
    "Service": "kgen.spec",
    "build": "kgen.library",
}

__all__ = ["Build", "Finding", "FindingsError", "Problem", "Problems", "Service", "__version__", "build"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kgen' has no attribute {name!r}")
