"""The content of a service's ConfigMap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgen.fragments._config import config_keys

if TYPE_CHECKING:
    from kgen.model.container import ConfigFile


def config_data(config: Mapping[str, ConfigFile]) -> dict[str, str]:
    """The texts of all files, by their keys."""
    return {key: config[path].text or "" for path, key in config_keys(config).items()}
