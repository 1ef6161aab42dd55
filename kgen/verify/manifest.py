"""Everything that can be said about one manifest alone: would the API server of this version take it, and honour all of it?"""

from __future__ import annotations

from typing import Any

from kgen.problems import Path
from kgen.verify import amounts, names, relations, schema, versions
from kgen.verify.errors import Manifest, SchemaError

__all__ = ["SchemaError", "check"]


def check(manifest: Manifest, version: str) -> list[SchemaError]:
    """All mistakes, structure first; empty for a manifest that is right. The manifest is not changed.

    Of a custom resource, whose schema kgen does not have (`schema.known`), only names and the pod template are judged. Values
    that do not fit the schema are left out before the rest is judged, so that nothing follows only from them. Raises ValueError
    for a version that is not in `schema.versions()`.
    """
    found = schema.errors(manifest, version)
    rest = _fitting(manifest, found, version) if found else manifest
    if rest is None:
        return found
    return [*found, *versions.errors(rest, version), *names.errors(rest), *amounts.errors(rest), *relations.errors(rest)]


def _fitting(manifest: Manifest, found: list[SchemaError], version: str) -> Manifest | None:
    """A copy without what does not fit the schema; None if nothing useful remains."""
    from copy import deepcopy

    rest = deepcopy(manifest)
    while found:
        if not all(_leave_out(rest, path) for path in dict.fromkeys(error.path for error in found)):
            return None
        found = schema.errors(rest, version)
    return rest


def _leave_out(manifest: Any, path: Path) -> bool:
    """Remove a value; with a missing one its owner, and with an item its list, so that no other item changes its place.

    A value that went with one of its owners counts as removed. False where only the manifest itself could be removed.
    """
    if not path:
        return False
    *way, last = path
    owner = manifest
    for step in way:
        try:
            owner = owner[step]
        except (KeyError, IndexError, TypeError):
            return True
    if isinstance(owner, dict) and last in owner:
        del owner[last]
        return True
    return _leave_out(manifest, tuple(way))
