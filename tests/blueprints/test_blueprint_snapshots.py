"""What each blueprint makes of the smallest spec and of one that uses everything, as a reviewer reads it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from kgen.formats import emitter
from tests.blueprints.blueprint_cases import CASES, hardened


class YamlFile(SingleFileSnapshotExtension):
    """Each snapshot is a YAML file that bears the test's name."""

    file_extension = "yaml"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize("case", CASES)
def test_manifests(case: str, snapshot: SnapshotAssertion) -> None:
    yaml = emitter("yaml")
    documents = [yaml.emit(manifest, None) for manifest in hardened(case)]
    assert "---\n".join(documents) == snapshot(extension_class=YamlFile)
