"""Rules that installed packages bring are asked where kgen.yaml names them, and nowhere else."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from kgen.cli import run
from kgen.compiler import plan
from kgen.project.sources import Request
from kgen.tools import Tools

RULE = '''"""Nothing is called cart.

Because."""

from kgen.rules import ObjectRule, none_of

RULE = ObjectRule(
    severity="error", kinds=("Service",), path="metadata.name", expect=none_of("cart"), sources=["https://example.com"]
)
'''
SPEC = "name: cart\nimage: registry.example.com/cart:1.0.0\nport: 8080\nhealth: /healthz\nowner: payments\n"
FOUND = "'metadata.name' is 'cart'"


def install(site: Path, name: str, entries: str, modules: dict[str, str]) -> None:
    """A package as an installer leaves it: its modules, and the folder that describes it."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[kgen.rules]\n{entries}\n")
    for module, text in modules.items():
        (site / f"{module}.py").write_text(text)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    install(site, "Acme_Rules", "no-cart = acme_no_cart", {"acme_no_cart": RULE})
    monkeypatch.syspath_prepend(str(site))
    folder = tmp_path / "project"
    (folder / "services").mkdir(parents=True)
    (folder / "services" / "cart.yaml").write_text(SPEC)
    monkeypatch.chdir(folder)
    asking(folder, "")
    return folder


def asking(project: Path, more: str) -> None:
    (project / "kgen.yaml").write_text(f"environments: {{production: {{namespace: shop}}}}\n{more}")


@pytest.mark.parametrize("name", ["acme-rules", "Acme_Rules", "no-cart"])
def test_a_build_asks_what_is_named(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["build"]) == 0
    asking(project, f"installed_rules: [{name}]\n")
    assert run(["build"]) == 1
    assert FOUND in capsys.readouterr().err


def test_a_lint_asks_what_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build"]) == 0
    assert run(["lint", "out"]) == 0
    asking(project, "installed_rules: [acme-rules]\n")
    assert run(["lint", "out"]) == 1
    assert FOUND in capsys.readouterr().out


def test_severities_and_exemptions_know_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asking(project, "installed_rules: [acme-rules]\nseverities: {no-cart: warning}\n")
    assert run(["build"]) == 0
    asking(project, "installed_rules: [acme-rules]\nexemptions: {no-cart: {reason: it is old}}\n")
    assert run(["build"]) == 0
    assert (
        'kgen.dev/exempt.no-cart: "it is old - owner payments"' in (project / "out/production/shop/cart/service.yaml").read_text()
    )


def test_lists_and_exports_have_what_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "list"]) == 0
    assert "no-cart" not in capsys.readouterr().out
    asking(project, "installed_rules: [acme-rules]\n")
    assert run(["rules", "list"]) == 0
    assert "no-cart" in capsys.readouterr().out
    assert run(["rules", "export", "--as", "vap", "-o", "-", "no-cart"]) == 0
    assert "no-cart" in capsys.readouterr().out


def test_what_is_not_asked_can_be_looked_up(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "show", "no-cart"]) == 0
    assert "Nothing is called cart." in capsys.readouterr().out


def test_workers_ask_them_too(project: Path) -> None:
    asking(project, "installed_rules: [acme-rules]\n")
    tools = Tools(project, "yaml", date(2026, 1, 1))
    [unit] = plan(Request(project=project), tools).services
    assert "no-cart" in {rule.name for rule in pickle.loads(pickle.dumps(tools)).rules(unit.environment)}


WRONG = {
    "acme-rule": """\
kgen.yaml:2:19: no installed package brings rules as 'acme-rule' [unknown-package]
  2 | installed_rules: [acme-rule]
    |                   ^^^^^^^^^ did you mean 'Acme_Rules'?
""",
    "other": """\
kgen.yaml:2:19: no installed package brings rules as 'other' [unknown-package]
  2 | installed_rules: [other]
    |                   ^^^^^ installed are: Acme_Rules, broken, taken
""",
    "taken": """\
kgen.yaml:2:19: 'image-tag' of 'taken' bears the name of another rule [rule-name]
  2 | installed_rules: [taken]
    |                   ^^^^^ its package has to give it another one
""",
    "raises": """\
kgen.yaml:2:19: 'raises' of 'broken' cannot be loaded: RuntimeError: no\\n licence [broken-package]
  2 | installed_rules: [raises]
    |                   ^^^^^^ install another version of the package
""",
    "empty": """\
kgen.yaml:2:19: 'empty' of 'broken' cannot be loaded: its module has no 'RULE' [broken-package]
  2 | installed_rules: [empty]
    |                   ^^^^^ install another version of the package
""",
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("command", [["build"], ["lint", "services"]])
def test_what_is_wrong(project: Path, capsys: pytest.CaptureFixture[str], name: str, command: list[str]) -> None:
    site = project.parent / "site"
    install(site, "taken", "image-tag = acme_no_cart", {})
    modules = {"acme_raises": "raise RuntimeError('no\\n licence')\n", "acme_empty": ""}
    install(site, "broken", "raises = acme_raises\nempty = acme_empty", modules)
    asking(project, f"installed_rules: [{name}]\n")
    assert run(command) == 2
    assert capsys.readouterr().err.startswith(WRONG[name])


def test_nothing_in_the_project_is_installed(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(project, "local", "spy = spy", {"spy": "raise SystemExit(7)\n"})
    monkeypatch.syspath_prepend(str(project))
    asking(project, "installed_rules: [local]\n")
    assert run(["build"]) == 2
    assert "no installed package brings rules as 'local'" in capsys.readouterr().err
