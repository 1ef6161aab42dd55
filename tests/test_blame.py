"""Findings are shown at the field of the spec that they follow from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kgen.building import Ledger, compiled
from kgen.compiler import plan
from kgen.findings import Severity
from kgen.problems import Problem
from kgen.project.sources import Request
from kgen.tools import Tools

DIGEST = "a" * 64
CART = f"name: cart\nimage: acme.dev/cart:1@sha256:{DIGEST}\nowner: shop\n"
PROJECT = 'environments:\n  staging: {namespace: "{service}-s"}\n  production: {namespace: "{service}-p"}\n'


def found(spec: str, rule: str, folder: Path, severity: Severity = "error", project: str = "") -> list[Problem]:
    """Where a spec's findings of a rule are shown."""
    if project:
        (folder / "kgen.yaml").write_text(project)
    path = folder / "cart.yaml"
    path.write_text(spec)
    tools = Tools(folder if project else None, "yaml", date(2027, 1, 1))
    work = plan(Request([str(path)]), tools)
    ledger = Ledger(work)
    for unit in compiled(work, tools):
        ledger.add(unit)
    return [problem for problem in ledger.located(ledger.counting(severity)) if problem.code == rule]


@pytest.mark.parametrize(
    ("more", "rule", "line", "text"),
    [
        ("port: 80\n", "privileged-port", 4, "port: 80"),
        ("ports:\n  web: 8080\n  admin: 81\n", "privileged-port", 6, "  admin: 81"),
        ("secrets:\n  db: {env: {PASSWORD: password}}\n", "secret-not-in-env", 4, "secrets:"),
        ("sidecars:\n  proxy: {image: 'a/b:1', ports: {http: 80}}\n", "privileged-port", 5, None),
    ],
)
def test_a_finding_is_shown_where_it_follows_from(more: str, rule: str, line: int, text: str | None, tmp_path: Path) -> None:
    [problem] = found(CART + more, rule, tmp_path)
    assert problem.line == line
    assert text is None or problem.text == text
    assert problem.hint == "Deployment cart of production"


def test_what_nobody_wrote_is_shown_at_the_name(tmp_path: Path) -> None:
    [problem] = found(CART.replace("owner: shop\n", "port: 8080\n"), "owner-label", tmp_path, "warning")
    assert (problem.line, problem.column, problem.text) == (1, 7, "name: cart")


def test_the_same_in_several_environments_is_one(tmp_path: Path) -> None:
    [problem] = found(f"{CART}port: 80\n", "privileged-port", tmp_path, project=PROJECT)
    assert problem.hint == "Deployment cart of production, staging"
