"""What is said about specs in Python: at the line that makes the service, as a person knows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgen.cli import run

MISTAKES = """\
from kgen import Service

cart = Service(
    name="cart",
    image="acme.dev/cart:latest",
    prot=8080,
    calls={"crat": {}},
)
mail = Service(name="mail", image="acme.dev/mail:1.0.0", port="abc", env={"A": ["x"]})
"""

SAID = """\
services.py:3:1: calls: 'crat' is no service of this project [dangling-call]
  3 | cart = Service(
    | ^^^^^^^^^^^^^^^ did you mean 'cart'?
services.py:3:1: image: 'acme.dev/cart:latest' bears the tag 'latest', which changes under your feet; name a version [image-tag]
  3 | cart = Service(
    | ^^^^^^^^^^^^^^^
services.py:3:1: unknown field 'prot' [unknown-field]
  3 | cart = Service(
    | ^^^^^^^^^^^^^^^ did you mean 'port'?
services.py:9:1: 'port' must be a whole number, not 'abc' [wrong-type]
  9 | mail = Service(name="mail", image="acme.dev/mail:1.0.0", port="abc", env={"A": ["x"]})
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
services.py:9:1: env: 'A' must be a text, a number or a map, not a list [wrong-type]
  9 | mail = Service(name="mail", image="acme.dev/mail:1.0.0", port="abc", env={"A": ["x"]})
    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
5 problems in 1 file. Nothing was written.
"""

FAILURE = """\
services.py:3:1: ZeroDivisionError: division by zero [python-spec]
  3 | 1 / 0
    | ^^^^^
1 problem in 1 file. Nothing was written.
"""

UNNAMED = """\
services/cart.py: a spec in Python is run only if it is named itself [python-spec]
    | kgen build services/cart.py
1 problem. Nothing was written.
"""


@pytest.mark.parametrize(("code", "said"), [(MISTAKES, SAID), ("import kgen\n\n1 / 0\n", FAILURE)], ids=["mistakes", "failure"])
def test_a_named_file(
    code: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("services.py").write_text(code)
    assert run(["build", "services.py"]) == 2
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("arguments", [["build"], ["build", "services"]])
def test_a_file_of_the_project_is_not_run(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("services").mkdir()
    Path("services/cart.py").write_text("raise SystemExit('run')\n")
    Path("kgen.yaml").write_text("specs: [services/*.py]\nenvironments: {production: {namespace: shop}}\n")
    assert run(arguments) == 2
    assert capsys.readouterr().err == UNNAMED
