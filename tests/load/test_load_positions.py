"""Every value's place can be told, and the nearest written one of a value that nobody wrote."""

from __future__ import annotations

import pytest

from kgen.load import Document, events, parse
from kgen.problems import Origin, Path

TEXT = """\
# a comment
name: checkout
port: 8080   # trailing
calls:
  cart: {port: 9090, hosts: [a, "b c"]}
  mail:
empty: {}
note: |
  first
  second
containers:
  - name: main
    image: x
  - sidecar
  - [nested]
folded: several words
  on two lines
base: &base {cpu: 250m}
same: *base
8080: number
Zoë: "é😀"
---
second: document
"""

SPANS: list[tuple[Path, bool, tuple[int, int, int]]] = [
    (("name",), False, (2, 7, 8)),
    (("name",), True, (2, 1, 4)),
    (("port",), False, (3, 7, 4)),
    (("calls",), False, (4, 1, 5)),
    (("calls", "cart"), False, (5, 3, 4)),
    (("calls", "cart", "port"), False, (5, 16, 4)),
    (("calls", "cart", "port"), True, (5, 10, 4)),
    (("calls", "cart", "hosts", 1), False, (5, 33, 5)),
    (("calls", "cart", "hosts", "b c"), False, (5, 33, 5)),
    (("calls", "cart", "hosts", 2), False, (5, 22, 5)),
    (("calls", "cart", "hosts", -1), False, (5, 22, 5)),
    (("calls", "mail"), False, (6, 3, 4)),
    (("calls", "mail", "port"), False, (6, 3, 4)),
    (("calls", "nowhere", "port"), False, (4, 1, 5)),
    (("calls", "nowhere"), True, (4, 1, 5)),
    (("empty",), False, (7, 1, 5)),
    (("note",), False, (8, 7, 1)),
    (("containers", "main", "image"), False, (13, 12, 1)),
    (("containers", 0, "name"), False, (12, 11, 4)),
    (("containers", "main"), False, (12, 5, 1)),
    (("containers", "main"), True, (12, 5, 1)),
    (("containers", "sidecar"), True, (14, 5, 7)),
    (("containers", 2, 0), False, (15, 6, 6)),
    (("folded",), False, (16, 9, 13)),
    (("same",), False, (19, 1, 4)),
    (("same", "cpu"), False, (18, 19, 4)),
    (("base", "cpu"), True, (18, 14, 3)),
    (("8080",), False, (20, 7, 6)),
    ((8080,), False, (20, 7, 6)),
    (("Zoë",), False, (21, 6, 4)),
    (("Zoë",), True, (21, 1, 3)),
    ((), False, (2, 1, 1)),
    (("unwritten", 0, "x"), False, (2, 1, 1)),
]


@pytest.mark.parametrize(("path", "key", "expected"), SPANS)
@pytest.mark.parametrize("parser", [events.Parser, events.PurePython], ids=["libyaml", "python"])
def test_span(path: Path, key: bool, expected: tuple[int, int, int], parser: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "Parser", parser)
    assert parse(TEXT, "t")[0].span(path, key=key) == expected


def test_has() -> None:
    document = parse(TEXT, "t")[0]
    assert document.has(())
    assert document.has(("calls", "mail"))
    assert document.has(("containers", "main", "image"))
    assert document.has(("same", "cpu"))
    assert not document.has(("calls", "mail", "port"))
    assert not document.has(("containers", 3))
    assert not document.has(("name", 0))


def test_a_later_stage_may_change_the_data() -> None:
    document = parse(TEXT, "t")[0]
    document.data.clear()
    assert document.has(("port",))
    assert document.span(("port",)) == (3, 7, 4)


def test_documents_of_one_file() -> None:
    first, second = parse("---\n---\na: 1\n---\n# nothing\n---\nb: 2\n", "many.yaml")
    assert [first.index, second.index] == [0, 1]
    assert second.span(("b",)) == (7, 4, 1)
    assert second.name == "many.yaml"


def test_aliases_are_copies() -> None:
    data = parse("a: &a {b: [1]}\nc: *a\nd: [*a]\n", "t")[0].data
    data["a"]["b"].append(2)
    data["c"]["b"].append(3)
    assert data == {"a": {"b": [1, 2]}, "c": {"b": [1, 3]}, "d": [{"b": [1]}]}


@pytest.mark.parametrize("text", ["\ufeffa: 1\r\nb:\r\n  c: 2\r\n", "a: 1\rb:\r  c: 2\r", "a: 1\nb:\n  c: 2"])
def test_line_ends_and_byte_order_mark(text: str) -> None:
    for written in (text, text.encode()):
        document = parse(written, "t")[0]
        assert document.data == {"a": 1, "b": {"c": 2}}
        assert document.span(("a",)) == (1, 4, 1)
        assert document.span(("b", "c")) == (3, 6, 1)


def _said(document: Document, path: Path, *, key: bool = False) -> str:
    origin: Origin = document
    return str(origin.problem(path, "'x' is wrong", "wrong", hint="be right\nor not", key=key))


def test_problem() -> None:
    assert _said(parse(TEXT, "shop/checkout.yaml")[0], ("calls", "cart", "port")) == (
        "shop/checkout.yaml:5:16: 'x' is wrong [wrong]\n"
        '  5 |   cart: {port: 9090, hosts: [a, "b c"]}\n'
        "    |                ^^^^ be right\n"
        "    |                     or not"
    )


def test_problem_in_a_line_with_tabs() -> None:
    assert _said(parse("a:\tb\t# c\n", "t")[0], ("a",)) == (
        "t:1:4: 'x' is wrong [wrong]\n  1 | a:→b→# c\n    |    ^ be right\n    |      or not"
    )


def test_problem_in_a_line_with_invisible_characters() -> None:
    assert _said(parse("a\u200b\u00a0: b\n", "t\n\x1b")[0], ("a\u200b\u00a0",)) == (
        "t\\n\\x1b:1:6: 'x' is wrong [wrong]\n  1 | a��: b\n    |      ^ be right\n    |        or not"
    )


def test_problem_in_a_long_line() -> None:
    document = parse(f"first: {'x' * 200}\nmap: {{{', '.join(f'k{n:02}: {n}' for n in range(99))}}}\n", "t")[0]
    assert str(document.problem(("first",), "long", "wrong")) == (
        f"t:1:8: long [wrong]\n  1 | first: {'x' * 112}…\n    |        {'^' * 112}"
    )
    middle = document.problem(("map", "k50"), "middle", "wrong")
    head, line, caret = str(middle).split("\n")
    assert head == f"t:2:{6 + 8 * 10 + 9 * 40 + 5 + 1}: middle [wrong]"
    assert line[caret.index("^") :].startswith("50, k51")
    assert line.startswith("  2 | …")
    assert line.endswith("…")
    assert len(line) == 126
    last = str(document.problem(("map", "k98"), "last", "wrong", key=True)).split("\n")
    assert last[1].endswith(", k98: 98}")
    assert last[2].rstrip().endswith("^^^")
    assert last[1][last[2].index("^") :] == "k98: 98}"
