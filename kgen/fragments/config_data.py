"""The content of a service's ConfigMaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgen.fragments._config import config_keys, of_mode

if TYPE_CHECKING:
    from kgen.model.container import ConfigFile


def config_data(config: Mapping[str, ConfigFile], on_change: str = "restart") -> dict[str, str]:
    """The texts of all files with this `on_change`, by their keys."""
    return {key: config[path].text or "" for path, key in config_keys(of_mode(config, on_change)).items()}
