"""What YAML's parsers say about broken syntax, in plain words, at the place that a person has to change."""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml import MarkedYAMLError

from kgen.load.source import Mark, Source, Span, quoted
from kgen.problems import Problem, visible

_QUOTE_LIMIT = 60
"""Characters that a hint repeats in quotes at most; a longer value is named, not repeated."""


_REST = 200
"""Characters looked at after the place of an error."""


class _Wording(NamedTuple):
    """How to say a message of the parser that holds `needle` (libyaml and PyYAML have these parts in common).

    `thing` is what the caret is under: one character, or with `rest` the rest of the line, where the parser stopped or with
    `opened` where the value began. `{thing}` is shown in single quotes; `{fixed}` is the rest of the line quoted as YAML;
    `{line}` is the line where the value began.
    """

    needle: str
    message: str
    hint: str
    opened: bool = False
    rest: bool = False


_START = "{thing} cannot start a value"
_QUOTE = "quote it: {fixed}"
_UNFIT = "the lines above leave no place for {thing}"
_ESCAPE = "in double quotes write a backslash twice, or use single quotes"

_WORDINGS = (
    _Wording("alphabetic or numeric", _START, _QUOTE, opened=True),
    _Wording("cannot start any token", _START, _QUOTE),
    _Wording("node content", _START, _QUOTE),
    _Wording("keys are not allowed", _START, _QUOTE),
    _Wording("values are not allowed", "{thing} cannot stand here", "quote a value that holds ': ', or check the indentation"),
    _Wording("entries are not allowed", "{thing} cannot start a list here", "start the list on a line of its own"),
    _Wording("find expected ':'", "{thing} has no ':' after it", "write it as 'key: value'", opened=True, rest=True),
    _Wording("',' or ']'", "',' or ']' is missing before {thing}", "the list began in line {line}"),
    _Wording("',' or '}'", "',' or '}}' is missing before {thing}", "the map began in line {line}"),
    _Wording("end of stream", "this quote is never closed", "end the text with the same quote", opened=True),
    _Wording("found unexpected document", "this quote is never closed", "end the text with the same quote", opened=True),
    _Wording("escape", "{thing} is no part of a YAML escape", _ESCAPE),
    _Wording("hexdecimal", "{thing} is no part of a YAML escape", _ESCAPE),
    _Wording("comment or", "{thing} cannot stand on this line", "start the text on the next line", rest=True),
    _Wording("<document start>", "{thing} is no part of the document above", "separate documents with '---'", rest=True),
    _Wording("directive name", "'%' cannot start a line here", "quote it if it is text", opened=True),
    _Wording("expected key", _UNFIT, "check the indentation of this line", rest=True),
    _Wording("'-' indicator", _UNFIT, "check the indentation of this line", rest=True),
    _Wording("<block end>", _UNFIT, "check the indentation of this line", rest=True),
)

_NO_SPACE = re.compile(r"\s*(?:- +)*[^\s:'\"#\[{]+(:)\S(?!.*: )")


def explain(source: Source, error: MarkedYAMLError) -> Problem:
    """The problem behind an error of the parser."""
    said = error.problem or ""
    stopped: Mark = error.problem_mark or error.context_mark  # type: ignore[assignment]  # every error of a parser has one
    began: Mark = error.context_mark or stopped
    if "tab" in said.split() or _rest(source, stopped, raw=True).startswith("\t"):
        return _tab(source, stopped)
    if source.line(stopped.line + 1).startswith("---") and not stopped.column and "unexpected document" not in said:
        span, message = Span(stopped.line + 1, 1, 3), "the document above ends in the middle of a value"
        return source.problem(span, message, "yaml-syntax", "close what is open above")
    if _ends(source, stopped) and "find expected ':'" not in said and "end of stream" not in said:
        return _unfinished(source, began)
    if "tag handle" in said:
        return unknown_tag(source, stopped)
    wording = next((each for each in _WORDINGS if each.needle in said), _Wording("", "no valid YAML: {said}", ""))
    if "':'" in wording.needle or "values" in wording.needle:
        unspaced = _unspaced(source, began.line + 1 if wording.opened else stopped.line)
        if unspaced:
            return unspaced
    return _say(source, wording, said, stopped, began)


def unquoted_expression(source: Source, start: Mark) -> Problem:
    """A `{{` that begins a value: YAML reads a map inside a map, whoever wrote it meant an expression."""
    rest = _rest(source, start)
    whole = re.match(r"\{\{.*?\}\}", rest)
    text = whole[0] if whole else rest
    hint = f"quote it: {_fixed(text) if whole else _fixed('{{ ... }}')}"
    message = "'{{' begins an expression, which needs quotes in YAML"
    return source.problem(Span(start.line + 1, start.column + 1, len(text)), message, "quote-expression", hint)


def unknown_tag(source: Source, start: Mark) -> Problem:
    """A tag other than `!!str`: a type that kgen does not know, or a text that begins with `!`."""
    text, index = source.text, source.text.find("!", start.index)  # an anchor may stand before the tag
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    tag = text[index : index + _REST].split()[0]
    hint = "kgen knows only !!str; a text that begins with '!' needs quotes"
    return source.problem(Span(line, column, len(tag)), f"{quoted(tag)} is an unknown tag", "unknown-tag", hint)


def _say(source: Source, wording: _Wording, said: str, stopped: Mark, began: Mark) -> Problem:
    mark = began if wording.opened else stopped
    before, rest = source.line(mark.line + 1)[: mark.column], _rest(source, mark)
    thing = rest if wording.rest else rest[:1]
    message, hint = wording.message, wording.hint
    if message == _UNFIT and before.strip():
        message, hint = "{thing} cannot follow the value before it", "quote the whole value"
        if before.endswith("'"):
            hint = "inside single quotes write '' for '"
    words = {"thing": quoted(thing), "fixed": _fixed(_value(before, rest)), "line": began.line + 1, "said": visible(said)}
    span = Span(mark.line + 1, mark.column + 1, max(1, len(thing)))
    return source.problem(span, message.format(**words), "yaml-syntax", hint.format(**words))


def _tab(source: Source, mark: Mark) -> Problem:
    line = source.line(mark.line + 1)
    column = line.find("\t", min(mark.column, len(line) - len(line.lstrip())))
    run = len(line) - column - len(line[column:].lstrip("\t"))
    return source.problem(Span(mark.line + 1, column + 1, max(1, run)), "a tab cannot indent YAML", "tab", "use two spaces")


def _unfinished(source: Source, began: Mark) -> Problem:
    """The text ends inside a list or map in brackets; the bracket is shown where the parser tells it."""
    bracket = _rest(source, began)[:1]
    if bracket in ("[", "{"):
        span, closing = Span(began.line + 1, began.column + 1), "]" if bracket == "[" else "}"
        return source.problem(span, f"'{bracket}' is never closed", "yaml-syntax", f"end it with '{closing}'")
    text = source.text.rstrip()
    line = text.count("\n") + 1
    span = Span(line, max(1, len(text) - text.rfind("\n") - 1))
    return source.problem(span, "the text ends in the middle of a value", "yaml-syntax", "close what is open with ']' or '}'")


def _unspaced(source: Source, line: int) -> Problem | None:
    """`key:value` is one text in YAML; the parser stops only at the next line."""
    found = _NO_SPACE.match(source.line(line)) if line else None
    if not found:
        return None
    return source.problem(Span(line, found.start(1) + 1), "':' needs a space after it", "yaml-syntax", "write it as 'key: value'")


def _ends(source: Source, mark: Mark) -> bool:
    """Whether nothing but blanks follows."""
    return not _rest(source, mark) and not source.line(mark.line + 2) and mark.line >= source.text.rstrip().count("\n")


def _rest(source: Source, mark: Mark, *, raw: bool = False) -> str:
    """The beginning of the rest of the line; unless raw, without blanks and comment at its end."""
    rest = source.line(mark.line + 1)[mark.column : mark.column + _REST]
    return rest if raw else re.sub(r"(?:^|\s+)#.*", "", rest).strip()


def _value(before: str, rest: str) -> str:
    """What of the rest of a line is one value: all of it, or inside brackets the part before the next comma or bracket."""
    inside = sum(map(before.count, "[{")) > sum(map(before.count, "]}"))
    return re.split(r"[,\]}]", rest, maxsplit=1)[0] if inside else rest


def _fixed(text: str) -> str:
    """The text as a quoted YAML scalar, if it is short enough to be repeated."""
    if len(text) > _QUOTE_LIMIT or not text.isprintable():
        return '"..."'
    return f'"{text}"' if '"' not in text and "\\" not in text else "'{}'".format(text.replace("'", "''"))
