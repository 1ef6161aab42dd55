"""What kgen built lints clean, with the exemptions it was built with, and every finding in it names the spec."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import kgen
from kgen.foreign import read
from kgen.hardening.annotate import PREFIX
from kgen.lint.facts import Facts, Wanted, facts
from kgen.lint.judge import judge
from kgen.lint.judgement import Judgement
from kgen.lint.specs import Specs
from kgen.project.file import open_project

BOUTIQUE = Path(__file__).parents[2] / "out" / "online-boutique"
TODAY = date(2026, 6, 15)

PROJECT = """\
environments:
  production: {namespace: shop}
"""
CART = """\
name: cart
owner: payments
image: registry.example.com/shop/cart:2.0.1
port: 8080
health: /healthz
exemptions:
  image-digest: {reason: "tags only", owner: payments, until: 2026-12-31}
"""


def generic() -> Facts:
    return facts(Wanted(["-"], TODAY), None, None)


def test_the_example_is_clean() -> None:
    reading = read([str(BOUTIQUE)], bytes)
    report = judge(reading, [(generic(), reading.manifests)], lambda finding, foreign: "").report
    assert (report.findings, report.problems) == ((), ())
    found = {(one.file, one.finding.kind, one.finding.rule) for one in report.exempted}
    written = {
        (one.file, one.manifest["kind"], key.removeprefix(PREFIX))
        for one in reading.manifests
        for key in one.manifest["metadata"].get("annotations", ())
        if key.startswith(PREFIX)
    }
    assert found == written


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "services").mkdir()
    (tmp_path / "kgen.yaml").write_text(PROJECT)
    (tmp_path / "services" / "cart.yaml").write_text(CART)
    kgen.build(project=tmp_path, today=TODAY).write("out")
    return tmp_path


def spoilt(project: Path) -> Path:
    path = project / "out" / "production" / "shop" / "cart" / "deployment.yaml"
    path.write_text(path.read_text().replace("cart:2.0.1", "cart:latest"))
    return path


def judged(specs: Specs) -> Judgement:
    reading = read(["out"], bytes)
    return judge(reading, [(generic(), reading.manifests)], specs.line)


def test_exemptions_are_those_of_the_build(project: Path) -> None:
    report = judged(Specs(None, TODAY)).report
    [exempted] = [one.finding.exemption for one in report.exempted if one.finding.rule == "image-digest"]
    assert exempted
    assert (exempted.reason, exempted.owner, exempted.until) == ("tags only", "payments", "2026-12-31")
    assert report.findings == ()


def test_a_finding_names_the_line_of_the_spec(project: Path) -> None:
    spoilt(project)
    specs = Specs(open_project(project / "kgen.yaml", "kgen.yaml"), TODAY)
    assert [one.spec for one in judged(specs).report.findings] == ["services/cart.yaml:3:8"]


def test_without_the_project_a_finding_names_the_spec(project: Path) -> None:
    spoilt(project)
    assert [one.spec for one in judged(Specs(None, TODAY)).report.findings] == ["services/cart.yaml"]


def test_a_broken_project_takes_only_the_line(project: Path) -> None:
    spoilt(project)
    found = open_project(project / "kgen.yaml", "kgen.yaml")
    (project / "services" / "cart.yaml").write_text("nam: cart\n")
    assert [one.spec for one in judged(Specs(found, TODAY)).report.findings] == ["services/cart.yaml"]


def test_what_kgen_did_not_build_names_no_spec(project: Path) -> None:
    path = spoilt(project)
    path.write_text(path.read_text().partition("\n")[2])
    [placed] = judged(Specs(None, TODAY)).report.findings
    assert placed.spec == ""
