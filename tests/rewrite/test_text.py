"""What is added to a text is there, and what stood there still stands there."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.load.stream import parse
from kgen.rewrite.text import Change, rewritten
from tests.effort import tries

CASES = Path(__file__).parent / "text"
TEXT = st.sampled_from(["a", "b c", "x: y", "- z", "#no", "1.10", "'", '"', "two\nlines\n", " lead", "{", "*", "\u00df", "end: "])
VALUES = st.recursive(
    st.one_of(TEXT, st.integers(0, 9), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("abcdef"), inner, max_size=3)),
    max_leaves=12,
)
MAPS = st.dictionaries(st.sampled_from("abcdefgh"), VALUES, min_size=1, max_size=4)


def grown(draw: Any, value: Any) -> Any:
    """The value with additions at random places."""
    if value is None:
        return draw(st.one_of(st.none(), VALUES))
    if isinstance(value, dict):
        more = draw(st.dictionaries(st.sampled_from("stuv"), VALUES.filter(lambda one: one is not None), max_size=2))
        return {**{key: grown(draw, item) for key, item in value.items()}, **more}
    if isinstance(value, list):
        return [*(grown(draw, item) for item in value), *draw(st.lists(VALUES, max_size=2))]
    return value


@pytest.mark.fuzz
@settings(max_examples=tries(150))
@given(st.data(), MAPS, MAPS, st.sampled_from([False, True, None]), st.integers(2, 5), st.sampled_from(["\n", "\r\n"]))
def test_any_addition_is_there_and_nothing_else_changed(
    data: st.DataObject, one: dict[str, Any], two: dict[str, Any], style: bool | None, indent: int, newline: str
) -> None:
    dumped = yaml.safe_dump_all([one, two], default_flow_style=style, indent=indent, allow_unicode=True, sort_keys=False)
    text = dumped.replace("\n", newline)
    before = [document.data for document in parse(text, "x.yaml")]
    after = [grown(data.draw, value) for value in deepcopy(before)]
    written = rewritten(text.encode(), [Change(*pair) for pair in zip(before, after, strict=True)])
    assert written is not None
    assert [document.data for document in parse(written, "x.yaml")] == after
    if before == after:
        assert written == text.encode()
    assert (b"\r\n" in written) == (newline == "\r\n")


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        yield pytest.param(path, id=path.stem)


@pytest.mark.parametrize("path", list(cases()))
def test_additions_look_like_what_stands_around_them(path: Path) -> None:
    """A case is a text, `=== plus` with what is merged into its documents, and `=== expected` with the new text."""
    text, rest = path.read_text(encoding="utf-8").split("=== plus\n")
    plus, expected = rest.split("=== expected\n")
    before = [document.data for document in parse(text, "x.yaml")]
    more = [document.data for document in parse(plus, "plus.yaml")]
    after = [merged(deepcopy(one), other) for one, other in zip(before, more, strict=True)]
    changes = [Change(*pair) for pair in zip(before, after, strict=True)]
    written = rewritten(text.encode(), changes)
    assert written is not None
    assert written.decode() == expected
    assert [document.data for document in parse(written, "x.yaml")] == after


def merged(value: Any, more: Any) -> Any:
    if isinstance(value, dict) and isinstance(more, dict):
        return {**value, **{key: merged(value.get(key), item) for key, item in more.items()}}
    if isinstance(value, list) and isinstance(more, list):
        joined = [merged(one, other) for one, other in zip(value, more, strict=False)]
        return [*joined, *value[len(more) :], *more[len(value) :]]
    return more
