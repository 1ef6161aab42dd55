"""The judges find what they are there for: a judge that cannot find fault proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.judge import checkov, corpus, kustomize, readers, schemas, subjects
from scripts.judge.checkov import Report, Verdict
from scripts.judge.subjects import Subject

CLAIM = {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "a", "namespace": "b"}, "spec": {}}
BOUTIQUE = Subject("online-boutique", "staging", Path(), "1.34")


def _subject(folder: Path, text: str) -> Subject:
    (folder / "service.yaml").write_text(text)
    return Subject("quickstart", "production", folder, "1.33")


def test_a_field_that_the_api_does_not_know_is_found() -> None:
    assert schemas.unfit(CLAIM, "1.33") == ""
    assert "tolerations" in schemas.unfit({**CLAIM, "spec": {"tolerations": []}}, "1.33")


def test_a_kind_that_the_version_does_not_know_is_found() -> None:
    assert schemas.unfit({**CLAIM, "kind": "Claim"}, "1.33") == (
        "Couldn't find schema for kind Claim with api version v1 for kubernetes version 1.33"
    )


def test_the_file_that_does_not_fit_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subject = _subject(tmp_path, "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: 1}\n")
    assert schemas.judge([subject]) == ["quickstart/production: service.yaml: spec.type: 1 is not of type 'string', 'null'"]
    assert capsys.readouterr().out == "kubernetes-validate: 1 manifests against 1.33\n"


@pytest.mark.parametrize("text", ["a: 0o17", "a: yes", "a: 12:30", "a: 1e3", "a: 2024-01-01"])
def test_what_yaml_readers_read_differently_is_found(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert readers.agree('a: "yes"')
    assert readers.judge([_subject(tmp_path, text)]) == [
        "quickstart/production: service.yaml: YAML 1.1 and 1.2 read different objects"
    ]
    assert capsys.readouterr().out == "YAML readers: 1 files\n"


def test_what_kustomize_changes_is_found() -> None:
    written = kustomize.by_name([CLAIM, {**CLAIM, "metadata": {"name": "x"}}])
    built = kustomize.by_name([{**CLAIM, "spec": {"a": True}}, {**CLAIM, "metadata": {"name": "y"}}])
    assert kustomize.differences(written, written) == []
    assert kustomize.differences(built, written) == [
        "v1/PersistentVolumeClaim//x is written, but kustomize leaves it out",
        "v1/PersistentVolumeClaim//y comes from kustomize, but from no file",
        "v1/PersistentVolumeClaim/b/a is changed",
    ]


def test_what_checkov_fails_skips_or_cannot_read_is_found() -> None:
    passed = [Verdict("CKV_K8S_1", "Deployment/cart")]
    skipped = [
        Verdict("CKV_K8S_43", "Deployment/cart", "tags only"),
        Verdict("CKV_K8S_43", "Deployment/cart"),
        Verdict("CKV_K8S_8", "Deployment/cart", "no port"),
    ]
    report = Report(passed, [Verdict("CKV_K8S_22", "Deployment/cart")], skipped, ["x.yaml"])
    assert checkov.judged(BOUTIQUE, Report(passed, [], skipped[:1], [])) == []
    assert checkov.judged(BOUTIQUE, report) == [
        "checkov cannot read x.yaml",
        "Deployment/cart fails CKV_K8S_22",
        "Deployment/cart skips CKV_K8S_43: ",
        "Deployment/cart skips CKV_K8S_8: no port",
    ]
    assert checkov.judged(BOUTIQUE, Report([], [], [], [])) == ["checkov looked at nothing"]


def test_checkovs_answer_is_understood() -> None:
    check = {"check_id": "CKV_K8S_8", "resource": "Deployment.shop.cart", "check_result": {"result": "PASSED"}}
    skipped = {**check, "check_result": {"result": "SKIPPED", "suppress_comment": "no port"}}
    results = {"passed_checks": [check], "failed_checks": [], "skipped_checks": [skipped], "parsing_errors": []}
    verdict = Verdict("CKV_K8S_8", "Deployment/cart", "no port")
    assert checkov.parsed({"results": results}) == Report([Verdict("CKV_K8S_8", "Deployment/cart")], [], [verdict], [])


def test_every_project_is_there() -> None:
    assert all(source.exists() for source in subjects.PROJECTS.values())
    assert checkov.ALLOWED.keys() == subjects.PROJECTS.keys()
    assert subjects.version(subjects.PROJECTS["online-boutique"], "staging") == "1.34"


def test_checkovs_answer_is_one_verdict_by_check_and_file() -> None:
    check = {"check_id": "CKV_K8S_8", "file_path": "/a.yaml"}
    results = {"passed_checks": [check, {**check, "file_path": "/b.yaml"}], "failed_checks": [check], "parsing_errors": []}
    assert checkov.by_file({"results": results}) == {("CKV_K8S_8", "a.yaml"): True, ("CKV_K8S_8", "b.yaml"): False}


def test_differences_that_nobody_explained_are_found_and_explanations_of_none() -> None:
    spared = corpus.Difference("CKV_K8S_8", "bare/pod Pod/cart", "checkov", frozenset({"it listens on no port"}))
    other = corpus.Difference("CKV_K8S_15", "images/latest Pod/cart", "kgen", frozenset({"a", "b"}))
    groups = [
        {"complains": "checkov", "checks": {"CKV_K8S_8": ["it listens on no port"]}},
        {"complains": "kgen", "checks": {"CKV_K8S_15": ["images/latest Pod/cart"]}},
    ]
    assert corpus.faults([spared, other], groups) == []
    assert corpus.faults([spared], groups) == ["CKV_K8S_15: 'images/latest Pod/cart' explains no difference; leave it out"]
    assert corpus.faults([spared, other], groups[:1]) == ["CKV_K8S_15: only kgen complains of images/latest Pod/cart"]
