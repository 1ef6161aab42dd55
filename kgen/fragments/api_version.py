"""The version in which a custom resource is written."""

from __future__ import annotations

from collections.abc import Mapping

from kgen.model.apis import APIS


def api_version(apis: Mapping[str, str], group: str) -> str:
    """`group/version`: the environment's version, else the one kgen was made for. Raises ValueError for a group without one."""
    version = apis.get(group) or APIS.get(group)
    if version is None:
        raise ValueError(f"kgen knows no version of '{group}'; state it in the environment: apis: {{{group}: v1}}")
    return f"{group}/{version}"
