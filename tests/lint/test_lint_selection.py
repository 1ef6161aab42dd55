"""`--select` and `--ignore`: names of rules, and what checkers call them."""

from __future__ import annotations

import pytest

from kgen.lint.selection import selected
from kgen.problems import Problems
from kgen.rules import ObjectRule, registry

RULES = {
    name: ObjectRule(name=name, severity="error", sources=[], asked_by=asked)
    for name, asked in {
        "read-only-root": {"checkov": ["CKV_K8S_22"], "trivy": ["KSV-0014"], "kubescape": ["C-0017"]},
        "cpu-limit": {"kube-score": ["container-resources"], "kubescape": ["C-0270"]},
        "memory-limit": {"kube-score": ["container-resources"]},
        "host-ipc": {"kube-linter": ["host-ipc"]},
        "host-namespaces": {"kube-linter": ["host-ipc", "host-pid"]},
    }.items()
}


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ([], [], list(RULES)),
        (["memory-limit,cpu-limit"], [], ["cpu-limit", "memory-limit"]),
        (["memory-limit", " cpu-limit , "], [], ["cpu-limit", "memory-limit"]),
        (["container-resources"], ["C-0270"], ["memory-limit"]),
        (["CKV_K8S_22"], [], ["read-only-root"]),
        (["ckv_k8s_22"], [], ["read-only-root"]),
        (["KSV-0014"], [], ["read-only-root"]),
        (["KSV014"], [], ["read-only-root"]),
        (["AVD-KSV-0014"], [], ["read-only-root"]),
        (["host-ipc"], [], ["host-ipc"]),
        (["host-pid"], [], ["host-namespaces"]),
        ([], ["host-ipc,host-pid", "C-0017"], ["cpu-limit", "memory-limit"]),
    ],
)
def test_which_rules_are_left(select: list[str], ignore: list[str], left: list[str]) -> None:
    assert list(selected(RULES, select, ignore)) == left


@pytest.mark.parametrize(
    ("select", "ignore", "said"),
    [
        (
            ["cpu-limits,CKV_K8S_221"],
            ["hots-pid"],
            (
                "--ignore: 'hots-pid' is no rule, and no known checker's word for one [unknown-rule]\n"
                "    | did you mean 'host-pid'?\n"
                "--select: 'CKV_K8S_221' is no rule, and no known checker's word for one [unknown-rule]\n"
                "    | did you mean 'CKV_K8S_22'?\n"
                "--select: 'cpu-limits' is no rule, and no known checker's word for one [unknown-rule]\n"
                "    | did you mean 'cpu-limit'?"
            ),
        ),
        (
            ["\u202exyz\n"],
            [],
            (
                "--select: '\\u202exyz' is no rule, and no known checker's word for one [unknown-rule]\n"
                "    | 'kgen rules list' names them all"
            ),
        ),
        (
            [","],
            [],
            "--select: no rule is left to ask [no-rule]\n    | 'kgen rules list' names them all",
        ),
        (
            ["host-ipc"],
            ["host-ipc"],
            "--ignore: no rule is left to ask [no-rule]\n    | 'kgen rules list' names them all",
        ),
    ],
    ids=["unknown", "hostile", "none", "all-ignored"],
)
def test_what_is_said(select: list[str], ignore: list[str], said: str) -> None:
    with pytest.raises(Problems) as found:
        selected(RULES, select, ignore)
    assert str(found.value) == said


def test_every_word_that_kgen_knows_selects_the_rule_that_lists_it() -> None:
    rules = registry()
    for rule in rules.values():
        for ids in rule.asked_by.values():
            for one in ids:
                assert one in rules or rule.name in selected(rules, [one], [])
