"""Exemptions: which count, which were needed, what is wrong with them, and what stands on the object."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kgen.findings import Finding
from kgen.hardening.annotate import annotate, sanitised
from kgen.hardening.exemptions import Declared, Effective, Level, effective, of_service, problems, unused
from kgen.hardening.verify import verify
from kgen.load import parse
from kgen.model.container import Container
from kgen.model.exempt import Exemption
from kgen.model.service import Service
from kgen.problems import Problem
from kgen.rules import Context, registry
from tests.rules.cases import environment, workload

RULES = registry()
TODAY = date(2026, 6, 1)
SPEC = """\
name: cart
exemptions:
  image-digst: {reason: typo}
  image-digest: {reason: "registry migration", until: 2026-05-31}
  host-network: {reason: agent}
sidecars:
  proxy:
    exemptions:
      read-only-root-filesystem: {reason: writes its cache}
"""


def document(text: str = SPEC) -> Any:
    (found,) = parse(text, "services/cart.yaml")
    return found


def declared(level: Level = "spec", **exemptions: Exemption) -> Declared:
    by_rule = {name.replace("_", "-"): one for name, one in exemptions.items()}
    return Declared(level, by_rule, document())


def exemption(reason: str = "why", **more: Any) -> Exemption:
    return Exemption(reason=reason, **more)


def test_the_nearest_wins() -> None:
    places = [
        declared("spec", image_digest=exemption("spec")),
        declared("environment", image_digest=exemption("environment"), host_pid=exemption("environment")),
        declared("project", image_digest=exemption("project"), host_ipc=exemption("project")),
    ]
    found = {one.rule: (one.level, one.exemption.reason) for one in effective(places)}
    assert found == {
        "image-digest": ("spec", "spec"),
        "host-pid": ("environment", "environment"),
        "host-ipc": ("project", "project"),
    }


@pytest.mark.parametrize(("today", "counts"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False), (None, True)])
def test_the_last_day_counts(today: date | None, counts: bool) -> None:
    found = effective([declared(image_digest=exemption(until="2026-03-01"))], today=today)
    assert bool(found) is counts


def test_the_owner_of_the_service_answers_unless_somebody_else_does() -> None:
    place = declared(image_digest=exemption(), host_pid=exemption(owner="platform"))
    assert [one.exemption.owner for one in effective([place], owner="payments")] == ["payments", "platform"]


def test_a_spec_exempts_only_what_it_may() -> None:
    places = [declared("spec", image_digest=exemption()), declared("project", host_pid=exemption())]
    assert [one.rule for one in effective(places, may=[])] == ["host-pid"]
    assert [one.rule for one in effective(places, may=["image-digest"])] == ["image-digest", "host-pid"]


def test_containers_declare_their_own() -> None:
    proxy = Container(name="proxy", image="proxy:1", exemptions={"host-port": exemption()})
    service = Service(name="cart", image="cart:1", sidecars={"proxy": proxy}, exemptions={"host-pid": exemption()})
    places = of_service(service, document())
    found = [(one.rule, one.container) for one in effective(places)]
    assert found == [("host-pid", ""), ("host-port", "proxy")]
    assert places[1].at("host-port") == ("sidecars", "proxy", "exemptions", "host-port")


def said(found: Any) -> str:
    return "\n".join(str(problem) for problem in found)


def test_unknown_rule() -> None:
    place = Declared("spec", {"image-digst": exemption()}, document())
    assert said(problems(place, RULES)) == (
        "services/cart.yaml:3:3: unknown rule 'image-digst' [unknown-rule]\n"
        "  3 |   image-digst: {reason: typo}\n"
        "    |   ^^^^^^^^^^^ did you mean 'image-digest'?"
    )


def test_unknown_rule_like_no_other() -> None:
    place = Declared("spec", {"xyz": exemption()}, document("exemptions:\n  xyz: {reason: x}\n"))
    assert said(problems(place, RULES)) == (
        "services/cart.yaml:2:3: unknown rule 'xyz' [unknown-rule]\n"
        "  2 |   xyz: {reason: x}\n"
        "    |   ^^^ 'kgen rules list' names them all"
    )


def test_ended() -> None:
    place = declared(image_digest=exemption(until="2026-05-31"))
    line = '  image-digest: {reason: "registry migration", until: 2026-05-31}'
    assert said(problems(place, RULES, today=TODAY)) == (
        "services/cart.yaml:4:55: the exemption of 'image-digest' ended on 2026-05-31 [exemption-ended]\n"
        f"  4 | {line}\n"
        f"    | {' ' * 54}^^^^^^^^^^ make the rule hold, or decide anew until when it does not"
    )


def test_not_allowed() -> None:
    place = declared(host_network=exemption())
    assert said(problems(place, RULES, may=["image-digest"])) == (
        "services/cart.yaml:5:3: 'host-network' may not be exempted by a spec [exemption-not-allowed]\n"
        "  5 |   host-network: {reason: agent}\n"
        "    |   ^^^^^^^^^^^^ exempt it in kgen.yaml, or add it to specs_may_exempt there"
    )


def test_the_project_may_exempt_everything() -> None:
    assert said(problems(declared("project", host_network=exemption()), RULES, may=[])) == ""


def test_unused() -> None:
    place = declared(host_network=exemption(), image_digest=exemption())
    assert said(unused(place, {("spec", "", "image-digest"), ("project", "", "host-network")})) == (
        "services/cart.yaml:5:3: the exemption of 'host-network' is not needed [exemption-unused]\n"
        "  5 |   host-network: {reason: agent}\n"
        "    |   ^^^^^^^^^^^^ the rule holds without it; remove it"
    )


def test_unused_of_a_container() -> None:
    name = "read-only-root-filesystem"
    place = Declared("spec", {name: exemption()}, document(), ("sidecars", "proxy"), "proxy")
    (problem,) = unused(place, {("spec", "", name)})
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (9, 7)
    assert list(unused(place, {("spec", "proxy", name)})) == []


def digest(until: str | None) -> Context:
    one = Effective("image-digest", exemption("registry migration", name="image-digest", until=until), "spec")
    return Context(environment({}), (one,), TODAY, rules=(RULES["image-digest"],))


@pytest.mark.parametrize(
    ("until", "left"),
    [
        ("2026-06-01", "ends today"),
        ("2026-06-02", "ends tomorrow"),
        ("2026-07-01", "ends in 30 days"),
        ("2026-07-02", ""),
        (None, ""),
    ],
)
def test_an_end_is_announced_thirty_days_before(until: str | None, left: str) -> None:
    manifest = workload("Deployment", {"container": {"image": "cart:1"}, "sidecar": {"image": "proxy:1"}})
    warnings = [finding for finding in verify([manifest], digest(until)) if finding.rule == "exemption-ends"]
    message = f"the exemption of 'image-digest' {left} ({until}); its reason is 'registry migration'"
    expected = Finding("exemption-ends", "warning", message, "Deployment", "cart", "shop", "exemptions.image-digest.until")
    assert warnings == ([expected] if left else [])


def annotated(*exemptions: Effective, shown: dict[str, Any]) -> dict[str, Any]:
    rules = tuple(RULES[name] for name in dict.fromkeys(one.rule for one in exemptions))
    manifest = workload("Deployment", shown)
    annotate([manifest], verify([manifest], Context(environment({}), exemptions, rules=rules)))
    assert "annotations" not in manifest["spec"]["template"]["metadata"]
    annotations: dict[str, Any] = manifest["metadata"].get("annotations", {})
    return annotations


def one(rule: str, container: str = "", **more: Any) -> Effective:
    return Effective(rule, exemption(name=rule, **more), "spec", container)


def test_an_exemption_stands_on_the_object_in_every_dialect() -> None:
    needed = one("read-only-root-filesystem", reason="writes /var/cache = hot\n☃", owner="payments", until="2027-01-31")
    assert annotated(needed, shown={"container": {}}) == {
        "checkov.io/skip-CKV_K8S_22": "CKV_K8S_22=writes /var/cache hot",
        "ignore-check.kube-linter.io/no-read-only-root-fs": "writes /var/cache hot",
        "kgen.dev/exempt.read-only-root-filesystem": "writes /var/cache = hot ☃ - owner payments - until 2027-01-31",
        "kube-score/ignore": "container-security-context-readonlyrootfilesystem",
        "kubescape.io/skip-controls": "C-0017",
        "kubescape.io/skip-expiry": "2027-01-31T23:59:59Z",
        "kubescape.io/skip-reason": "writes /var/cache hot",
        "polaris.fairwinds.com/notReadOnlyRootFilesystem-exempt": "true",
    }


def test_shared_annotations_are_merged_in_one_order() -> None:
    first, second = one("host-network", reason="b", until="2027-01-31"), one("image-pull-policy", reason="a", until="2026-12-01")
    shown = {"pod": {"hostNetwork": True}, "container": {}}
    found = annotated(first, second, shown=shown)
    assert found == annotated(second, first, shown=shown)
    assert found["kubescape.io/skip-controls"] == "C-0041,C-0075"
    assert found["kubescape.io/skip-reason"] == "b, a"
    assert found["kubescape.io/skip-expiry"] == "2026-12-01T23:59:59Z"


def test_without_an_end_for_all_there_is_none() -> None:
    shown = {"pod": {"hostNetwork": True}, "container": {}}
    found = annotated(one("host-network", until="2027-01-31"), one("image-pull-policy"), shown=shown)
    assert "kubescape.io/skip-expiry" not in found


def test_reasons_of_several_containers_stand_together() -> None:
    rule = "read-only-root-filesystem"
    both = one(rule, "container", reason="b"), one(rule, "sidecar", reason="a")
    found = annotated(*both, shown={"container": {}, "sidecar": {}})
    assert found[f"kgen.dev/exempt.{rule}"] == "a, b"


def test_only_needed_exemptions_are_written() -> None:
    assert annotated(one("host-network"), shown={"container": {}}) == {}


def test_what_the_spec_wrote_is_kept() -> None:
    mine = {"kube-score/ignore": "pod-probes", "kubescape.io/skip-reason": "mine"}
    found = annotated(one("image-pull-policy"), shown={"container": {}, "workload": {"metadata": {"annotations": mine}}})
    assert found["kube-score/ignore"] == "container-image-pull-policy,pod-probes"
    assert found["kubescape.io/skip-reason"] == "mine"


def test_annotations_twice_are_as_once() -> None:
    manifest = workload("Deployment", {"container": {}})
    context = Context(environment({}), (one("image-pull-policy"),), rules=(RULES["image-pull-policy"],))
    annotate([manifest], verify([manifest], context))
    once = dict(manifest["metadata"]["annotations"])
    annotate([manifest], verify([manifest], context))
    assert manifest["metadata"]["annotations"] == once


def test_automatic_exemptions_are_written_too() -> None:
    manifest = workload("DaemonSet", {"container": {}})
    annotate([manifest], verify([manifest], Context(environment({}), rules=(RULES["topology-spread"],))))
    assert manifest["metadata"]["annotations"]["kgen.dev/exempt.topology-spread"] == "one copy runs on every node"


@pytest.mark.parametrize(("reason", "plain"), [("a=b", "a b"), ("☃", "exempted"), ("x: y, z/1.2_3-4", "x: y, z/1.2_3-4")])
def test_reasons_are_made_safe_for_checkers(reason: str, plain: str) -> None:
    assert sanitised(reason) == plain
