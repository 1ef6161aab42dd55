"""The quickstart's spec and the program that embeds kgen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import kgen

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_quickstart_is_five_lines_and_has_no_findings() -> None:
    spec = EXAMPLES / "quickstart" / "service.yaml"
    build = kgen.build(spec, environment="staging")
    assert len(spec.read_text().splitlines()) == 5
    assert ("checkout", "Deployment", "checkout") in build.manifests
    assert [finding for finding in build.findings if not finding.exemption] == []


def test_a_program_embeds_kgen(tmp_path: Path) -> None:
    program = [sys.executable, str(EXAMPLES / "library" / "embed.py"), str(tmp_path)]
    run = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert "CART_ADDR=cart.cart:8080\n" in run.stdout
    assert "checkout/checkout: Deployment\n" in run.stdout
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml")}
    assert {"staging/cart/cart/deployment.yaml", "staging/checkout/checkout/networkpolicy.yaml"} <= written
