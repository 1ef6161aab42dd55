"""Every string that readers mistake comes through the whole product unchanged, wherever a spec may hold it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import kgen
from scripts.judge.readers import read_1_2
from tests.judges.builds import written
from tests.random.projects import Project
from tests.random.texts import CORPUS

STRINGS: list[str] = json.loads(CORPUS.read_text("utf-8"))["strings"]
TEXTS = [text for text in STRINGS if "\0" not in text]
LABELS = [text for text in TEXTS if re.fullmatch(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?", text)]

FORMATS = ["yaml", "kyaml", "json"]
READERS: dict[str, Callable[[str], list[Any]]] = {
    "YAML 1.1": lambda text: list(yaml.safe_load_all(text)),
    "YAML 1.1, libyaml": lambda text: list(yaml.load_all(text, yaml.CSafeLoader)),
    "YAML 1.2": read_1_2,
}

SPEC = {
    "name": "cart",
    "image": f"registry.acme.dev/shop/cart:2.0.1@sha256:{'7' * 64}",
    "port": 8080,
    "args": TEXTS,
    "env": {f"T{number}": text for number, text in enumerate(TEXTS)},
    "annotations": {f"acme.dev/t{number}": text for number, text in enumerate(TEXTS)},
    "labels": {f"acme.dev/t{number}": text for number, text in enumerate(LABELS)},
    "config": {f"/srv/t{number}": {"text": text} for number, text in enumerate(TEXTS)},
}
PROJECT = {"environments": {"staging": {"namespace": "shop"}}}


@pytest.fixture(scope="module", params=FORMATS)
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of the files that hold manifests."""
    folder = tmp_path_factory.mktemp("strings")
    project = Project(PROJECT, [SPEC], plain=False).write(folder / "project")
    kgen.build(project=project, format=request.param).write(folder / "out")
    found = written(folder / "out" / "staging")
    return [text.decode() for name, text in sorted(found.items()) if not name.endswith("kustomization.yaml")]


@pytest.mark.parametrize("reader", READERS)
def test_a_tricky_string_comes_through(files: list[str], reader: str) -> None:
    _require([document for text in files for document in READERS[reader](text)])


def test_a_tricky_string_comes_through_kubectl(files: list[str]) -> None:
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        pytest.skip("kubectl is not installed")
    stream = "".join(text if text.startswith("---") else f"---\n{text}" for text in files)
    line = [kubectl, "annotate", "--local", "-f", "-", "acme.dev/read=yes", "-o", "json"]
    done = subprocess.run(line, input=stream.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    _require(_documents(done.stdout.decode()))


def _documents(text: str) -> list[Any]:
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        document, at = decoder.raw_decode(text, at)
        found.append(document)
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def _require(documents: list[Any]) -> None:
    """Whether all texts stand unchanged in the objects that the documents are."""
    objects = {document["kind"]: document for document in documents if document["metadata"]["name"].startswith("cart")}
    [container] = objects["Deployment"]["spec"]["template"]["spec"]["containers"]
    variables = {variable["name"]: expanded(variable.get("value", "")) for variable in container["env"]}
    assert [variables[f"T{number}"] for number in range(len(TEXTS))] == TEXTS
    assert [expanded(text) for text in container["args"]] == TEXTS
    data = objects["ConfigMap"]["data"]
    assert [data[f"t{number}"] for number in range(len(TEXTS))] == TEXTS
    for each in objects.values():
        annotations, labels = each["metadata"]["annotations"], each["metadata"]["labels"]
        assert [annotations[f"acme.dev/t{number}"] for number in range(len(TEXTS))] == TEXTS
        assert [labels[f"acme.dev/t{number}"] for number in range(len(LABELS))] == LABELS


def expanded(text: str) -> str:
    """What a container gets of a text that refers to nothing it knows.

    https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
    """
    return re.sub(r"\$(\$|\((.*?)\))", lambda found: "$" if found[1] == "$" else f"<{found[2]}>", text, flags=re.DOTALL)


def test_expansion_is_understood() -> None:
    assert expanded("$(A) $$(A) $$$$ $A $( $") == "<A> $(A) $$ $A $( $"


def test_the_corpus_holds_labels_and_variables() -> None:
    assert len(TEXTS) > 90
    assert {"", "y", "1e3", "0x1F", "null"} <= set(LABELS)
    assert "$(VAR)" in TEXTS


@pytest.mark.parametrize("format", FORMATS)
def test_a_literal_variable_stays_literal(format: str, tmp_path: Path) -> None:
    build = kgen.build([kgen.Service(name="cart", image="cart:1", env={"A": "$(VAR)"}, exemptions=_EXEMPT)], format=format)
    [container] = build.manifests["cart", "Deployment", "cart"]["spec"]["template"]["spec"]["containers"]
    assert container["env"] == [{"name": "A", "value": "$$(VAR)"}]


_EXEMPT = {"image-digest": {"reason": "shown without"}}


def test_nul_is_a_problem_by_name(tmp_path: Path) -> None:
    with pytest.raises(kgen.Problems) as found:
        kgen.build([kgen.Service(name="cart", image="cart:1", env={"A": "a\0b"})])
    [problem] = found.value.problems
    assert (problem.code, problem.message) == ("nul", "env.A: a NUL character cannot be passed on; remove it")
