"""Python specs are run, alone and without traces, and fail at their own line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from kgen.load import load_python
from kgen.model.service import ALIASES, Service
from kgen.problems import Problems
from kgen.spec import Fields


def _is_service(value: Any) -> bool:
    return isinstance(value, complex)


def _load(folder: Path, text: str) -> list[Any]:
    file = folder / "shop.py"
    file.write_text(text, encoding="utf-8")
    return load_python(file, "services/shop.py", _is_service)


def _failure(folder: Path, text: str) -> str:
    with pytest.raises(Problems) as raised:
        _load(folder, text)
    return str(raised.value)


def test_services_in_order(tmp_path: Path) -> None:
    assert _load(tmp_path, "b = 2j\na = 1j\nx = 'no service'\nmore = [4j, 'x', 3j]\nrest = (5j,)\nagain = a\n") == [
        2j,
        1j,
        4j,
        3j,
        5j,
    ]


def test_module(tmp_path: Path) -> None:
    """Dataclasses look their module up, `__main__` blocks do not run."""
    text = (
        "from __future__ import annotations\nimport dataclasses\n\n"
        "@dataclasses.dataclass\nclass Base:\n    port: int = 1\n\n"
        "assert __name__ == 'kgen_spec' and __file__.endswith('shop.py')\n"
        "if __name__ == '__main__':\n    raise SystemExit\ns = complex(0, Base().port)\n"
    )
    assert _load(tmp_path, text) == [1j]
    assert "kgen_spec" not in sys.modules


def test_neighbours_are_found_and_forgotten(tmp_path: Path) -> None:
    paths = list(sys.path)
    for number in (1, 2):
        folder = tmp_path / str(number)
        (folder / "parts").mkdir(parents=True)
        (folder / "common.py").write_text(f"VALUE = {number}")
        (folder / "parts" / "__init__.py").write_text("")
        (folder / "parts" / "ports.py").write_text(f"VALUE = {number}")
        text = "import sys, common, parts.ports\nsys.path.append('/x')\ns = complex(common.VALUE, parts.ports.VALUE)\n"
        assert _load(folder, text) == [complex(number, number)]
    assert sys.path == paths
    assert not {"common", "parts", "parts.ports"} & set(sys.modules)


def test_modules_from_elsewhere_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "venv" / "lib"
    library.mkdir(parents=True)
    (library / "kgen_test_library.py").write_text("VALUE = 7")
    monkeypatch.syspath_prepend(library)
    assert _load(tmp_path, "import kgen_test_library\ns = complex(kgen_test_library.VALUE)\n") == [7]
    assert sys.modules.pop("kgen_test_library").VALUE == 7


def test_exception_in_the_file(tmp_path: Path) -> None:
    text = "def port(text):\n    return int(text)\n\n\ns = complex(port('http'))\n"
    assert _failure(tmp_path, text) == (
        "services/shop.py:2:5: ValueError: invalid literal for int() with base 10: 'http' [python-spec]\n"
        "  2 |     return int(text)\n"
        "    |     ^^^^^^^^^^^^^^^^"
    )


def test_exception_below_the_file(tmp_path: Path) -> None:
    assert _failure(tmp_path, "import json\n\nservices = json.loads('{')\n") == (
        "services/shop.py:3:1: JSONDecodeError: Expecting property name enclosed in double quotes: "
        "line 1 column 2 (char 1) [python-spec]\n"
        "  3 | services = json.loads('{')\n"
        "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^"
    )


def test_message_of_several_lines(tmp_path: Path) -> None:
    assert _failure(tmp_path, "raise ValueError('first\\nsecond \\x1b[31m\\n  third')\n") == (
        "services/shop.py:1:1: ValueError: first [python-spec]\n"
        "  1 | raise ValueError('first\\nsecond \\x1b[31m\\n  third')\n"
        "    | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ second \\x1b[31m\n"
        "    |                                                       third"
    )


def test_problems_of_the_file(tmp_path: Path) -> None:
    text = "from kgen.problems import *\nraise Problems([Problem('', 0, 0, \"'x' is wrong\", 'wrong', 'be right')])\n"
    assert _failure(tmp_path, text) == (
        "services/shop.py:2:1: 'x' is wrong [wrong]\n"
        "  2 | raise Problems([Problem('', 0, 0, \"'x' is wrong\", 'wrong', 'be right')])\n"
        f"    | {'^' * 72} be right"
    )


def test_exit(tmp_path: Path) -> None:
    assert _failure(tmp_path, "import sys\nsys.exit(0)\n") == (
        "services/shop.py:2:1: SystemExit: 0 [python-spec]\n  2 | sys.exit(0)\n    | ^^^^^^^^^^^"
    )
    assert _failure(tmp_path, "raise SystemExit\n").startswith("services/shop.py:1:1: SystemExit [python-spec]\n")


def test_interrupt(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _load(tmp_path, "raise KeyboardInterrupt\n")
    assert "kgen_spec" not in sys.modules


def test_syntax_error(tmp_path: Path) -> None:
    assert _failure(tmp_path, "a = 1\nb = (\n") == (
        "services/shop.py:2:1: SyntaxError: '(' was never closed [python-spec]\n  2 | b = (\n    | ^^^^^"
    )


def test_endless_recursion(tmp_path: Path) -> None:
    said = _failure(tmp_path, "def again():\n    again()\n\nagain()\n")
    assert said.startswith("services/shop.py:2:5: RecursionError: maximum recursion depth exceeded")


def test_no_service(tmp_path: Path) -> None:
    assert _failure(tmp_path, "a = 1\n") == (
        "services/shop.py: this file defines no service [no-service]\n    | assign one at the top level: cart = Service(...)"
    )


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Problems) as raised:
        load_python(tmp_path / "none.py", "none.py", _is_service)
    assert str(raised.value) == "none.py: this file does not exist [missing-file]"


def test_a_python_spec_knows_every_field() -> None:
    assert set(Fields.__annotations__) == {*Service.model_fields, *ALIASES, "environments"}
