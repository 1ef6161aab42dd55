"""What needs a newer Kubernetes, or a port, is a problem where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgen


def _problems(folder: Path, facts: str, spec: str) -> str:
    (folder / "kgen.yaml").write_text(f"environments:\n  staging:\n    namespace: shop\n{facts}")
    (folder / "services").mkdir()
    (folder / "services" / "mailer.yaml").write_text(f"name: mailer\nblueprint: worker\nimage: mailer:1.0.3\n{spec}")
    with pytest.raises(kgen.Problems) as found:
        kgen.build(project=folder)
    return str(found.value)


def test_user_namespaces_need_a_newer_kubernetes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _problems(tmp_path, '    kubernetes: "1.32"\n    user_namespaces: true\n', "") == (
        "kgen.yaml:5:22: 'user_namespaces' needs Kubernetes 1.33, and this environment runs 1.32 [kubernetes-version]\n"
        "  5 |     user_namespaces: true\n"
        "    |                      ^^^^"
    )


@pytest.mark.parametrize("field", ["callers: {desk: {namespace: backoffice}}", "peers: []"])
def test_without_a_port_nobody_can_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    monkeypatch.chdir(tmp_path)
    name = field.partition(":")[0]
    assert _problems(tmp_path, "", f"{field}\n") == (
        f"services/mailer.yaml:4:1: '{name}' can only use a port, and there is none [no-port]\n"
        f"  4 | {field}\n"
        f"    | {'^' * len(name)} port: 8080"
    )
