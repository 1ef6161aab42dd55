"""`-o -` writes one stream that readers of each format take apart into the same objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from kgen.cli import FINE, run

SPEC = "name: cart\nimage: acme.dev/cart:1.2.3\nport: 8080\nhealth: /ok\nowner: shop\n"


def stream(text: str, format: str) -> list[Any]:
    """The objects of a stream."""
    if format != "json":
        return list(yaml.safe_load_all(text))
    decoder, found = json.JSONDecoder(), []
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:]
    return found


@pytest.mark.parametrize("format", ["yaml", "json", "kyaml"])
def test_a_stream_holds_the_objects_of_a_build(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("service.yaml").write_text(SPEC)
    assert run(["build", "service.yaml", "-o", "-", "--format", format]) == FINE
    out, err = capsys.readouterr()
    kinds = sorted(each["kind"] for each in stream(out, format))
    namespace = ["LimitRange", "Namespace", "ResourceQuota", "ServiceAccount"]
    service = ["Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount"]
    assert kinds == sorted(namespace + service)
    assert err.startswith("warning  service.yaml:2:8: 'image' is 'acme.dev/cart:1.2.3'")
    assert list(tmp_path.iterdir()) == [tmp_path / "service.yaml"]
