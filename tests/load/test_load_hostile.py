"""No text takes more than its share of time and memory, whatever it holds: each of these would, read naively."""

from __future__ import annotations

import pytest

from kgen.load import events, parse
from kgen.problems import Problems

MIB = 1024 * 1024

HOSTILE = {
    "open lists": ("[" * MIB, "too-deep"),
    "open maps": ("{" * MIB, "too-deep"),
    "open maps with keys": ("{a: " * (MIB // 4), "too-deep"),
    "open both": ("[{" * (MIB // 2), "too-deep"),
    "lists in lines": ("- " * (MIB // 2), "too-deep"),
    "complex keys": ("? " * (MIB // 2), "too-deep"),
    "deep blocks": ("".join(f"{' ' * depth}a:\n" for depth in range(1400)), "too-deep"),
    "deep aliases": ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 99)), "too-deep"),
    "alias bomb": ("a: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 40)), "alias-limit"),
    "many aliases": ("- &a x\n" + "- *a\n" * 200_000, "alias-limit"),
    "many values": ("- \n" * 300_000, "too-many-values"),
    "many documents": ("--- a\n" * 170_000, "too-many-values"),
    "many flow values": ("[" + "a," * 500_000, "too-many-values"),
    "many pairs": ("{" + ",".join(f"k{n}" for n in range(120_000)) + "}", "too-many-values"),
    "many problems in one line": ("{" + "a: 1," * 200_000 + "}", "too-many-problems"),
    "many problems": ("- *a\n" * 200_000, "too-many-problems"),
    "tag directives": ("".join(f"%TAG !a{n}! b\n" for n in range(60_000)) + "a", "too-many-directives"),
    "later tag directives": ("a\n...\n" + "".join(f"%TAG !a{n}! b\n" for n in range(60_000)), "too-many-directives"),
    "open expressions": ("- {{" * (MIB // 4), "quote-expression"),
    "blanks before a mistake": ("a: b" + " " * 900_000 + "c: d: e", "yaml-syntax"),
    "open quote": ('"' + "a\n" * 500_000, "yaml-syntax"),
    "zeros": ("\0" * MIB, "control-character"),
}

HARMLESS = {
    "directives": "".join(f"%TAG !a{n}! b\n" for n in range(50_000)) + "--- x",
    "one text": "a\n" * (MIB // 2),
    "one anchor": "&" + "a" * (MIB - 1),
    "many keys": "".join(f"k{n}: \n" for n in range(90_000)),
    "aliases within the limit": "a: &a [1, 2, 3]\n" + "b: [" + "*a, " * 20_000 + "]\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    text, code = HOSTILE[name]
    with pytest.raises(Problems) as raised:
        parse(text, "hostile.yaml")
    assert code in [problem.code for problem in raised.value.problems]
    assert len(raised.value.problems) <= 101
    assert len(str(raised.value)) < 50_000


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(name: str) -> None:
    assert len(parse(HARMLESS[name], "large.yaml")) == 1


@pytest.mark.parametrize("opening", ["[", "- "])
def test_depth(opening: str) -> None:
    closing = "]" if opening == "[" else ""
    assert parse(opening * 64 + "x" + closing * 64, "t")
    with pytest.raises(Problems, match="nested more than 64 deep"):
        parse(opening * 65 + "x" + closing * 65, "t")


def test_depth_through_an_alias() -> None:
    text = "a: &a " + "[" * 32 + "]" * 32 + "\nb: "
    assert parse(text + "[" * 31 + "*a" + "]" * 31, "t")
    with pytest.raises(Problems, match="nested more than 64 deep"):
        parse(text + "[" * 32 + "*a" + "]" * 32, "t")


def test_number_of_values() -> None:
    assert len(parse("[" + "a," * 99_999 + "]", "t")[0].data) == 99_999
    with pytest.raises(Problems, match="more than 100,000 values"):
        parse("[" + "a," * 100_000 + "]", "t")


def test_many_documents_with_positions() -> None:
    documents = parse("--- {a: b}\n" * 20_000, "t")
    assert [document.span(("a",)).line for document in documents] == list(range(1, 20_001))


def test_surrogates_in_text() -> None:
    with pytest.raises(Problems) as raised:
        parse("a: \ud800\n", "t")
    assert str(raised.value) == (
        "t:1:4: '\\ud800' is an invisible character that may not stand in YAML [control-character]\n"
        '  1 | a: �\n    |    ^ remove it, or write it in double quotes as "\\ud800"'
    )


def test_depth_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "Parser", events.PurePython)
    with pytest.raises(Problems, match="nested more than 64 deep"):
        parse("[" * 2000, "t")
