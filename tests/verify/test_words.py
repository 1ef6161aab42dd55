"""Names that YAML readers take for something else, and sizes."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.verify import names, words
from kgen.verify.errors import SchemaError, shown

from .corpus import changed


@given(st.from_regex(r"\A[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\Z") | st.text("0123456789exobn.-", min_size=1))
@settings(derandomize=True, max_examples=1000)
def test_what_a_yaml_reader_misreads_is_known(name: str) -> None:
    if words.SUBDOMAIN.wrong(name):
        return
    assert isinstance(yaml.safe_load(name), str) or words.misread(name)


def test_usual_names_are_fine() -> None:
    for name in ("checkout", "api-v2", "e2e", "null-island", "online", "a1", "2-go", "1.4.2", "0xyz"):
        assert words.misread(name) == ""


def test_annotations_have_a_size() -> None:
    limit = 256 * 1024
    assert names.errors(changed("Service", {"/metadata/annotations/a": "x" * (limit - 1)})) == []
    assert names.errors(changed("Service", {"/metadata/annotations/a": "é" * (limit // 2)})) == [
        SchemaError(("metadata", "annotations"), "'metadata.annotations' has 262145 bytes, and at most 262144 are allowed")
    ]


def test_a_config_map_has_a_size() -> None:
    size = 1024 * 1024
    small = {"/data": {"a": "x" * (size - 3)}, "/binaryData": {"b": "aGV5"}}
    assert names.errors(changed("ConfigMap", small)) == []
    assert names.errors(changed("ConfigMap", {"/data/a": "x" * size})) == [
        SchemaError(("data",), "'ConfigMap' holds 1048590 bytes, and at most 1048576 are allowed")
    ]


def test_values_in_messages_are_short_and_visible() -> None:
    assert shown("a" * 81) == "a" * 79 + "…"
    assert shown("a\x1b[0m\u202eb\U000e0001") == "a\\x1b[0m\\u202eb\\U000e0001"
    assert shown(True) == "true"
