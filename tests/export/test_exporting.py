"""What `kgen rules export` writes, prints and says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kgen.actions.export import selector
from kgen.cli import run

PROJECT = {
    "kgen.yaml": "exemptions: {host-network: {reason: agent}}\nenvironments: {one: {namespace: shop}}\n",
    "services/cart.yaml": (
        "name: cart\nimage: registry.example.com/cart:1.0.0\nport: 8080\nhealth: /healthz\nowner: shop\n"
        "patches:\n- kind: Deployment\n  merge: {spec: {template: {spec: {hostNetwork: true}}}}\n"
        "sidecars:\n  proxy:\n    image: registry.example.com/proxy:1.0.0\n    exemptions: {image-digest: {reason: vendor}}\n"
    ),
    "rules/team-label.yaml": (
        "title: Objects name their team.\nwhy: W.\nkinds: [Service, Deployment]\nseverity: info\n"
        "condition: has(object.metadata.labels) && 'owner' in object.metadata.labels // people\n"
    ),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PROJECT.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def test_a_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "export", "host-network", "image-digest", "team-label", "-o", "policies"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "3 rules in 8 files in policies/, 2 exemptions: they warn, and refuse nothing.\n")
    files = written(project / "policies")
    data = yaml.safe_load(files["kgen-exemptions.yaml"])["data"]
    assert data == {"shop_Deployment_cart": "host-network image-digest/proxy"}
    assert sorted(yaml.safe_load(files["kustomization.yaml"])["resources"]) == sorted(files.keys() - {"kustomization.yaml"})
    assert run(["rules", "export", "host-network", "image-digest", "team-label", "-o", "policies"]) == 0
    assert written(project / "policies") == files


def test_deny_changes_only_the_bindings_of_errors(project: Path) -> None:
    assert run(["rules", "export", "-o", "warn"]) == run(["rules", "export", "--deny", "-o", "deny"]) == 0
    warn, deny = written(project / "warn"), written(project / "deny")
    assert warn.keys() == deny.keys()
    assert [name for name in warn if warn[name] != deny[name]] == [name for name in warn if name.endswith("-errors.yaml")]
    for name, text in warn.items():
        assert text.replace("  - Warn\n  - Audit\n", "") == deny[name].replace("  - Deny\n  - Audit\n", "").replace(
            "  - Warn\n  - Audit\n", ""
        )


def test_what_an_earlier_export_left_goes_and_other_files_stay(project: Path) -> None:
    (project / "policies").mkdir()
    (project / "policies/own.yaml").write_text("kind: A\n")
    assert run(["rules", "export", "-o", "policies"]) == 0
    assert run(["rules", "export", "team-label", "-o", "policies"]) == 0
    assert list(written(project / "policies")) == [
        "kgen-exemptions.yaml",
        "kgen-network-infos.yaml",
        "kgen-system.yaml",
        "kgen-workloads-infos.yaml",
        "kustomization.yaml",
        "own.yaml",
    ]


def test_a_stream(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "export", "team-label"]) == 0
    kinds = [document["kind"] for document in yaml.safe_load_all(capsys.readouterr().out)]
    policies = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]
    assert kinds == [*policies, *policies, "ConfigMap", "Namespace"]


def test_kyverno(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "export", "--as", "kyverno", "--deny", "host-network", "image-digest", "-o", "policies"]) == 0
    assert capsys.readouterr().err == "2 rules in 3 files in policies/, 2 exemptions: error rules refuse, others warn.\n"
    policy, exception = yaml.safe_load_all((project / "policies/kgen-host-network.yaml").read_text())
    assert policy["spec"]["validationActions"] == ["Deny", "Audit"]
    assert exception["spec"]["matchConditions"][0]["expression"].endswith('in ["shop/Deployment/cart"]')
    policy, exception = yaml.safe_load_all((project / "policies/kgen-image-digest.yaml").read_text())
    assert policy["spec"]["validationActions"] == ["Warn", "Audit"]
    assert exception["spec"]["allowedValues"] == ["proxy"]


def test_another_place_for_exemptions_is_not_made(project: Path) -> None:
    assert run(["rules", "export", "team-label", "-o", "policies", "--exemptions", "platform/exempt"]) == 0
    assert "exempt.yaml" in written(project / "policies")
    assert "platform.yaml" not in written(project / "policies")


def test_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["rules", "export", "host-network", "-o", "policies"]) == 0
    assert capsys.readouterr().err == "1 rule in 4 files in policies/, 0 exemptions: they warn, and refuse nothing.\n"


SYSTEM = {
    "key": "kubernetes.io/metadata.name",
    "operator": "NotIn",
    "values": ["kgen-system", "kube-node-lease", "kube-public", "kube-system"],
}


def test_selectors() -> None:
    assert selector("kgen.dev/enforce=true", "kgen-system") == {
        "matchLabels": {"kgen.dev/enforce": "true"},
        "matchExpressions": [SYSTEM],
    }
    assert selector("a==b, c!=d, e, !f, ", "kgen-system") == {
        "matchLabels": {"a": "b"},
        "matchExpressions": [
            SYSTEM,
            {"key": "c", "operator": "NotIn", "values": ["d"]},
            {"key": "e", "operator": "Exists"},
            {"key": "f", "operator": "DoesNotExist"},
        ],
    }
    assert selector("", "kgen-system") == {"matchExpressions": [SYSTEM]}


@pytest.mark.parametrize("form", ["vap", "kyverno"])
def test_what_is_exported_passes_the_rules_itself(form: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "export", "--as", form, "-o", "policies"]) == 0
    capsys.readouterr()
    assert run(["lint", "policies", "--fail-on", "info"]) == 0, "".join(capsys.readouterr())
