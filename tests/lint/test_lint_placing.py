"""Only the findings that are shown are placed: to place all of them may cost as much as to find them."""

from __future__ import annotations

from datetime import date

import pytest

from kgen.foreign import read
from kgen.lint.facts import Wanted, facts
from kgen.lint.judge import judge
from kgen.lint.judgement import Judgement
from kgen.load.document import Document
from kgen.load.source import Span
from kgen.problems import Path
from kgen.screens.lint import EACH, findings_text, summary
from kgen.screens.style import PLAIN

POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: pod-%d}\nspec: {containers: [{name: web, image: nginx}]}\n"


@pytest.fixture
def judgement() -> Judgement:
    text = "---\n".join(POD % number for number in range(40))
    reading = read(["-"], text.encode)
    wanted = Wanted(["-"], date(2026, 1, 1), select=["image-tag"])
    return judge(reading, [(facts(wanted, None, None), reading.manifests)], lambda *_: "")


def test_what_is_not_shown_is_not_placed(judgement: Judgement, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Document] = []
    span = Document.span

    def counted(self: Document, path: Path, key: bool = False) -> Span:
        asked.append(self)
        return span(self, path, key)

    monkeypatch.setattr(Document, "span", counted)
    text = findings_text(judgement, verbose=False, style=PLAIN) + summary(judgement, PLAIN)
    assert "and 39 more, lines 9, 14, 19, 24, 29, …\n40 findings in 40 of 40 manifests (40 errors)." in text
    assert len({id(one) for one in asked}) < EACH


def test_the_report_has_every_place_in_order(judgement: Judgement) -> None:
    assert [placed.line for placed in judgement.report.findings] == [4 + 5 * number for number in range(40)]
