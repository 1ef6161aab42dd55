"""Starts pydantic without its plug-ins, for which it would read the metadata of all installed packages; kgen has no use for any.

The library leaves them to the program that embeds it: only the command switches them off.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_LOADER = "pydantic.plugin._loader"


class _NoPlugins(ModuleType):
    """Stands for the module that looks for plug-ins: importing that one costs 10 ms, even where it is told to find none.

    Should pydantic ask it for anything else, the real module answers; should it have another name, this one is never asked.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        sys.modules.pop(_LOADER, None)
        return getattr(import_module(_LOADER), name)


def switch_off() -> None:
    """Let pydantic find no plug-ins in this process."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        sys.modules.setdefault(_LOADER, _NoPlugins(_LOADER))
