"""What holds for every report, whatever its texts: each form is well-formed, complete, and shows no hidden character."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema_rs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kgen.lint.report import Placed, Report
from kgen.problems import Problem, visible
from kgen.reports import names, report
from kgen.reports.markdown import LIMIT
from kgen.rules import ObjectRule, registry
from tests.reports.report_data import placed

SCHEMA = jsonschema_rs.validator_for(yaml.safe_load(Path(__file__).with_name("sarif.yaml").read_text()), validate_formats=True)
MARKUP = "|`*_[](){}<>#+-.!~&$@:/\\%,;'\"=^\n\r\t\x00\x1b\u202e\u200b\ufffe\U0001f600\ud800 a1"
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=12),
    st.text(st.sampled_from(MARKUP), max_size=12),
    st.sampled_from(
        ["]]>", "<!--", "--><b>", "```", "~~~", "| a |", "::error::", "https://a.example", "www.a.example", "@team", "{{x}}"]
    ),
)
NAME = TEXT.filter(lambda text: text != "")
EXEMPTION = st.none() | st.builds(lambda reason: {"reason": reason, "name": "x"}, NAME)
PLACED = st.builds(
    placed,
    file=NAME,
    line=st.integers(1, 9),
    column=st.integers(1, 9),
    spec=st.just("") | NAME.map(lambda file: f"{file}:1:2"),
    rule=NAME,
    severity=st.sampled_from(["error", "warning", "info"]),
    message=TEXT,
    kind=TEXT,
    name=TEXT,
    namespace=TEXT,
    path=TEXT,
    container=TEXT,
    exemption=EXEMPTION,
)
PROBLEM = st.builds(Problem, NAME, st.integers(0, 3), st.integers(1, 3), NAME, NAME, TEXT)
REPORT = st.builds(
    Report,
    findings=st.lists(PLACED, max_size=4).map(tuple),
    exempted=st.lists(PLACED, max_size=2).map(tuple),
    accepted=st.lists(PLACED, max_size=2).map(tuple),
    problems=st.lists(PROBLEM, max_size=2).map(tuple),
)
TRIED = settings(derandomize=True, deadline=None, max_examples=100)


@pytest.mark.parametrize("name", names())
@given(found=REPORT)
@TRIED
def test_no_character_is_hidden_and_any_stream_takes_the_text(name: str, found: Report) -> None:
    text = report(name)(found)
    assert text.encode().decode() == text
    assert text.replace("\n", "").isprintable()
    assert text == "" or text.endswith("\n")
    assert report(name)(found) == text


@given(found=REPORT)
@TRIED
def test_json_gives_everything_back(found: Report) -> None:
    data = json.loads(report("json")(found))
    for field in ("findings", "exempted", "accepted"):
        assert [_told(one) for one in data[field]] == [_expected(one) for one in getattr(found, field)]
    assert [one["message"] for one in data["problems"]] == [_whole(problem.message) for problem in found.problems]
    assert data["counts"]["error"] + data["counts"]["warning"] + data["counts"]["info"] == len(found.findings)


def _told(one: dict[str, Any]) -> tuple[Any, ...]:
    thing = one["object"]
    path = (one["path"] or "", one["container"] or "")
    return (one["file"], one["line"], one["rule"], one["message"], thing["kind"], thing["namespace"] or "", thing["name"], *path)


def _expected(one: Placed) -> tuple[Any, ...]:
    finding = one.finding
    texts = (finding.rule, finding.message, finding.kind, finding.namespace, finding.name, finding.path, finding.container)
    return (_whole(one.file), one.line, *map(_whole, texts))


def _whole(text: str) -> str:
    """As JSON in UTF-8 can hold it: halves of surrogate pairs become escapes."""
    return re.sub("[\ud800-\udfff]", lambda half: visible(half[0]), text)


@given(found=REPORT)
@TRIED
def test_sarif_fits_the_standard(found: Report) -> None:
    data = json.loads(report("sarif")(found))
    SCHEMA.validate(data)
    [run] = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    suppressed = [bool(result.get("suppressions")) for result in run["results"]]
    assert suppressed == [False] * len(found.findings) + [True] * (len(found.exempted) + len(found.accepted))
    prints = [result["partialFingerprints"]["kgen/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert run["invocations"][0]["executionSuccessful"] == (not found.problems)
    for result in run["results"]:
        assert result["message"]["text"].count("](") == len(result.get("relatedLocations", ()))


def test_sarif_describes_every_rule_there_is() -> None:
    data = json.loads(report("sarif")(Report(rules=registry())))
    SCHEMA.validate(data)
    rules = data["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(registry())
    for rule in rules:
        assert rule["helpUri"].startswith("https://")
        assert "To do without it:" in rule["help"]["text"]
        assert ("security" in rule["properties"]["tags"]) == ("security-severity" in rule["properties"])


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/é.yaml", "a%20b/%C3%A9.yaml"),
        ("./deploy//cart.yaml", "deploy/cart.yaml"),
        ("../cart.yaml", "../cart.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("/srv/cart.yaml", "file:///srv/cart.yaml"),
    ],
)
def test_sarif_points_at_files_by_uri(file: str, uri: str) -> None:
    data = json.loads(report("sarif")(Report(findings=(placed(file),))))
    location = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == ({"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"})


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_stay_when_lines_move(form: str) -> None:
    found = [placed(line=3, path="spec.containers[0].image", container="app"), placed(line=9), placed(line=12)]
    moved = [one._replace(line=one.line + 5, column=4) for one in found]
    moved[0] = placed(line=1, path="spec.containers[2].image", container="app")
    assert _prints(form, found) == _prints(form, moved)
    assert len(set(_prints(form, found))) == 3


def _prints(form: str, found: list[Placed]) -> list[str]:
    data = json.loads(report(form)(Report(findings=tuple(found))))
    if form == "gitlab":
        return [issue["fingerprint"] for issue in data]
    return [result["partialFingerprints"]["kgen/v1"] for result in data["runs"][0]["results"]]


@given(found=REPORT)
@TRIED
def test_junit_is_xml_whose_numbers_are_right(found: Report) -> None:
    root = ElementTree.fromstring(report("junit")(found))
    cases = list(root.iter("testcase"))
    for name, tag in (("tests", None), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        number = len(cases) if tag is None else len(list(root.iter(tag)))
        assert int(root.get(name, "")) == number == sum(int(suite.get(name, "")) for suite in root)
    assert int(root.get("errors", "")) == len(found.problems)
    all_ = (*found.findings, *found.exempted, *found.accepted)
    told = [line for tag in ("failure", "system-out") for element in root.iter(tag) for line in (element.text or "").split("\n")]
    assert len(told) == len(all_)
    files = {visible(file) for file in (*(one.file for one in all_), *(problem.file for problem in found.problems))}
    assert {suite.get("name") for suite in root} == {*files, "rules"}


@given(found=REPORT)
@TRIED
def test_github_has_a_line_for_each(found: Report) -> None:
    lines = report("github")(found).splitlines()
    expected = [problem.file for problem in found.problems] + [one.file for one in found.findings]
    assert len(lines) == len(expected)
    for line, file in zip(lines, expected, strict=True):
        parts = re.fullmatch(r"::(error|warning|notice) file=([^,:]*)(,line=\d+,col=\d+)?,title=[^,:]*::.*", line)
        assert parts
        assert unquote(parts[2]) == visible(file)


@given(found=REPORT)
@TRIED
def test_gitlab_has_an_issue_for_each(found: Report) -> None:
    issues = json.loads(report("gitlab")(found))
    assert len(issues) == len(found.problems) + len(found.findings)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@given(found=REPORT)
@TRIED
def test_markdown_has_no_markup_but_its_own(found: Report) -> None:
    text = report("markdown")(found)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    inline = [part for token in tokens for part in token.children or ()]
    assert {part.type for part in inline} <= {"text", "code_inline", "strong_open", "strong_close", "text_special"}
    why = {(one.finding.rule, one.finding.exemption.reason) for one in found.exempted if one.finding.exemption}
    told = len(found.problems) + len(found.findings) + len(why)
    assert _count(tokens, "list_item_open") == told
    rows = len({(one.finding.severity, one.finding.rule) for one in found.findings})
    assert _count(tokens, "tr_open") == (rows + 1 if rows else 0)
    assert _count(tokens, "td_open") == rows * 4
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= {
        *("paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td", "heading", "bullet_list", "list_item")
    }
    shown = "".join(part.content for part in inline)
    assert shown.replace("\u200b", "").isprintable()


def _count(tokens: list[Token], kind: str) -> int:
    return sum(token.type == kind for token in tokens)


def test_markdown_notifies_nobody_and_links_nothing() -> None:
    text = report("markdown")(Report(findings=(placed(message="@team #12 https://a.example www.a.example a@b.example"),)))
    assert "@&#8203;team \\#&#8203;12 https\\://a.example www\\.a.example a@&#8203;b.example" in text


@pytest.mark.parametrize("message", ["x" * 400, "@" * 400, "\u202e" * 400, "€" * 5000])
def test_markdown_fits_a_comment_and_counts_what_does_not(message: str) -> None:
    found = [
        placed(
            f"{number % 7}.yaml",
            rule=f"rule-{number}-{message}",
            message=message,
            exemption={"name": "x", "reason": f"{number}{message}"},
        )
        for number in range(3000)
    ]
    rules = {one.finding.rule: ObjectRule(name="x", severity="error", sources=[], doc=message) for one in found}
    text = report("markdown")(Report(findings=tuple(found), exempted=tuple(found), rules=rules))
    assert LIMIT * 0.8 < len(text.encode()) <= LIMIT
    shown = text.count("\n- **error**")
    assert shown > 0
    assert f"… and {3000 - shown} more findings that no comment has room for." in text
    rows = text.count("\n| error |")
    assert f"\n| | and {3000 - rows} more rules | | |\n" in text
