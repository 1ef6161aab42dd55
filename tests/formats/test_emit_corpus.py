"""Every string that readers are known to mistake comes back as the same string, wherever it stands in a manifest."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from kgen.formats import FORMATS, emitter
from tests.formats.emit_readers import TRICKY, readers_of, same


def places(text: str) -> dict[str, Any]:
    """A string in all the places that manifests have for strings."""
    return {
        "apiVersion": "v1",
        "args": [text, [text, {"deep": text}], {"value": text, "zz": [text]}],
        "data": {"one": text, "two": text},
        "env": [{"name": "TEXT", "value": text}, {"name": "OTHER", "value": "x"}],
        "metadata": {"annotations": {"kgen.dev/text": text}, "name": "x"},
        "zz": text,
    }


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", TRICKY, ids=lambda text: ascii(text)[:30])
def test_a_tricky_string_survives_as_a_value(format: str, text: str) -> None:
    for tree in (places(text), [text], [[text]], text):
        written = emitter(format).emit(tree, "services/x.yaml")  # type: ignore[arg-type]
        for reader, read in readers_of(format).items():
            assert same(read(written), tree), (reader, written)


@pytest.mark.parametrize("format", FORMATS)
def test_tricky_strings_survive_as_keys(format: str) -> None:
    # YAML readers look for the end of a key without `?`, and so of every key in JSON, within 1024 characters.
    keys = [text for text in TRICKY if len(text) < 1000 or format != "json"]
    every = [(text, {text: [text, {text: 1}]}) for text in keys]
    tree = {"outer": dict(every), "list": [{"before": {}, text: value, "~last": []} for text, value in every]}
    written = emitter(format).emit(tree, None)
    for reader, read in readers_of(format).items():
        assert same(read(written), tree), reader
    assert max(map(len, TRICKY)) > 1024


# The words and numbers of YAML 1.1, https://yaml.org/type/
YAML_1_1 = re.compile(
    r"y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF"
    r"|~|null|Null|NULL||<<|="
    r"|[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+"
    r"|[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
)
SHORT = ["".join(chars) for size in (1, 2, 3) for chars in itertools.product("yNo01exE.-+_:/%m= ", repeat=size)]


def test_short_strings_that_stand_plain_are_text_for_every_reader() -> None:
    plain = [text for text in SHORT if emitter("yaml").emit({"a": text}, None) == f"a: {text}\n"]
    assert len(plain) > 1000
    assert [text for text in plain if YAML_1_1.fullmatch(text)] == []
    tree = {"keys": dict.fromkeys(SHORT, 0), "values": SHORT}
    for format in ("yaml", "kyaml"):
        written = emitter(format).emit(tree, None)
        for reader, read in readers_of(format).items():
            assert same(read(written), tree), reader


@pytest.mark.parametrize("format", FORMATS)
def test_kubectl_reads_what_was_emitted(format: str) -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("kubectl is not installed")
    objects = [_config_map(f"case-{number}", {"last": text, "first": text}, text) for number, text in enumerate(TRICKY)]
    objects.append(_config_map("keys", {text: text for text in TRICKY}, ""))
    objects.append(_config_map("short", {f"k{text}": text for text in SHORT}, ""))
    objects.append({"apiVersion": "v1", "data": {}, "kind": "ConfigMap", "metadata": {"annotations": {"z": "ends blank\n\n"}}})
    between = "" if format == "json" else "---\n"
    stream = between.join(emitter(format).emit(each, "services/x.yaml") for each in objects)
    command = [kubectl, "annotate", "--local", "-f", "-", "x=y", "-o", "json"]
    done = subprocess.run(command, input=stream.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    for each in objects:
        each["metadata"]["annotations"]["x"] = "y"
    assert _documents(done.stdout.decode()) == objects


def _config_map(name: str, data: dict[str, str], annotation: str) -> dict[str, Any]:
    metadata = {"name": name, "annotations": {"text": annotation}}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


def _documents(text: str) -> list[Any]:
    decoder, found, at = json.JSONDecoder(), [], 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        document, at = decoder.raw_decode(text, at)
        found.append(document)
    return found
