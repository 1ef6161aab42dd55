"""The table of deprecated APIs agrees with the schemas: what it says is removed is not there, what it does not say is."""

from __future__ import annotations

import pytest

from kgen.verify import definitions
from kgen.verify.deprecations import Deprecation, deprecated, removed, rows

VERSIONS = definitions.versions()


@pytest.mark.parametrize(("version", "kind"), rows())
def test_what_was_removed_is_not_there(version: str, kind: str) -> None:
    there = [f"{version}/{kind}" in definitions.table(target) for target in VERSIONS]
    gone = [removed(version, kind, target) is not None for target in VERSIONS]
    first = there.index(True) if True in there else 0
    assert [not one for one in there[first:]] == gone[first:]


@pytest.mark.parametrize(("version", "kind"), rows())
def test_what_takes_its_place_is_there(version: str, kind: str) -> None:
    for target in VERSIONS:
        row: Deprecation | None = removed(version, kind, target) or deprecated(version, kind, target)
        if row and row.instead:
            name = row.instead if row.instead.count("/") == 2 else f"{row.instead}/{kind}"
            assert name in definitions.table(target), target


def test_betas_that_went_are_in_the_table() -> None:
    gone = {
        tuple(name.rsplit("/", 1))
        for target in VERSIONS
        for name in definitions.table(target)
        if "beta" in name.partition("/")[2] and name not in definitions.table(VERSIONS[-1])
    }
    assert gone <= rows().keys()
