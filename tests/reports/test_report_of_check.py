"""`kgen check --report`: findings at the lines of specs, problems, and output that is not current, as data."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from kgen.cli import run
from kgen.commands import _options
from kgen.reports import names

SPEC = """\
name: cart
image: registry.example.com/shop/cart:2.0.1@sha256:28b89acdce598ba80821fe5a1aac5a26e2228876b006e473a6eff151fb2404c5
port: 8080
owner: payments
"""
PROBES = (
    "::warning file=services/cart.yaml,line=1,col=7,title=health-declared::'livenessProbe' and 'readinessProbe' only ask whether"
    " the port accepts connections; it must be declared what is healthy, such as 'health: /healthz'"
    " (Deployment shop/cart, container cart) [health-declared]\n"
)
PATCH = "patches:\n  - {kind: Deployment, merge: {spec: {template: {spec: {hostNetwork: true}}}}}\n"
HOST = (
    "::error file=services/cart.yaml,line=6,col=5,title=host-network::'hostNetwork' is true; it must be false, or left out"
    " (Deployment shop/cart) [host-network]\n"
)
EDITED = "::error file=out/production/shop/cart/service.yaml,title=not-current::edited by hand: spec unchanged [not-current]\n"
BROKEN = (
    "::error file=services/cart.yaml,line=5,col=1,title=unknown-field::unknown field 'prot' [unknown-field]"
    "%0Adid you mean 'port'?\n"
)


@pytest.mark.parametrize(
    ("spec", "edited", "code", "told", "said"),
    [
        (SPEC, "", 0, PROBES, "9 manifests, all as the specs say.\n"),
        (
            SPEC,
            "# by hand\n",
            1,
            EDITED + PROBES,
            (
                "out/production/shop/cart/service.yaml  edited by hand  spec unchanged\n"
                "1 of 9 manifests differs. kgen build puts it right.\n"
            ),
        ),
        (SPEC + PATCH, "", 1, HOST, None),
        (SPEC + "prot: 1\n", "", 2, BROKEN, None),
    ],
    ids=["current", "edited", "finding", "problem"],
)
def test_what_a_check_tells_other_programs(
    spec: str,
    edited: str,
    code: int,
    told: str,
    said: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("services").mkdir()
    Path("kgen.yaml").write_text("environments: {production: {namespace: shop}}\n")
    Path("services/cart.yaml").write_text(SPEC)
    assert run(["build"]) == 0
    Path("services/cart.yaml").write_text(spec)
    output = Path("out/production/shop/cart/service.yaml")
    output.write_text(output.read_text() + edited)
    capsys.readouterr()
    assert run(["check", "--report", "github"]) == code
    shown = capsys.readouterr()
    assert told in shown.out
    assert said is None or (shown.out, shown.err) == (told, said)


def test_every_form_can_be_asked_for() -> None:
    assert [name for kind in get_args(get_args(_options.Report)[0]) for name in get_args(kind)] == names()
