"""Find out where rules do not hold, whoever wrote the manifests."""

from __future__ import annotations

from collections.abc import Collection

from kgen.findings import Finding
from kgen.hardening import plan
from kgen.hardening.checks import Checks
from kgen.hardening.exemptions import Exempted, ending
from kgen.rules import (
    Context,
    Fault,
    Manifest,
    ManifestSet,
    Rule,
    Subject,
    containers,
    name_of,
    namespace_of,
    pod_path,
)


def verify(manifests: list[Manifest], context: Context) -> list[Finding]:
    """Every place of a set where a rule does not hold, exempted ones included, in the order of objects and paths."""
    found = [finding for finding, _ in located(manifests, context)]
    return sorted(
        [*found, *ending(found, context)], key=lambda f: (f.namespace, f.kind, f.name, f.path, f.rule, f.container, f.message)
    )


def located(manifests: Collection[Manifest], context: Context) -> list[tuple[Finding, Manifest]]:
    """The same in no order, without warnings of exemptions that end, each with the manifest that it is about."""
    around = ManifestSet(manifests, context)
    rules = plan.verification(context)
    found = _Findings(context)
    for subject in around.subjects:
        found.check(rules.at(subject.kind, "object"), subject)
        if subject.pod:
            _verify_pod(subject, rules, found)
    for rule, kinds in rules.sets:
        if not kinds or not kinds.isdisjoint(around.kinds):
            for fault in rule.verify_set(around):
                found.add(rule, fault, None)
    around.release()
    return found.found


def _verify_pod(subject: Subject, rules: plan.Plan[Checks], found: _Findings) -> None:
    pod = Subject(subject.pod, pod_path(subject.kind), subject.manifest, subject.kind, subject.pod, subject.set)
    found.check(rules.at(subject.kind, "pod"), pod)
    for container in containers(subject):
        found.check(rules.at(subject.kind, container.listed), container)


class _Findings:
    """The findings of one set, as they come in."""

    def __init__(self, context: Context) -> None:
        self._exempted = Exempted(context.exemptions)
        self.found: list[tuple[Finding, Manifest]] = []
        self._last: Manifest | None = None
        self._named = "", "", ""

    def check(self, checks: Checks, subject: Subject) -> None:
        suspects = checks.suspects(subject.value)
        if checks.of_pod is not None:
            suspects += checks.of_pod(subject.pod)
        for number in sorted({*suspects}) if suspects else ():
            rule, check = checks.asked[number]
            for fault in check(subject):
                self.add(rule, fault, subject)
        for rule, check in checks.others:
            for fault in check(subject):
                self.add(rule, fault, subject)

    def add(self, rule: Rule, fault: Fault, subject: Subject | None) -> None:
        manifest = fault.manifest if fault.manifest is not None else subject.manifest if subject else {}
        if manifest is not self._last:
            self._last = manifest
            self._named = str(manifest.get("kind", "")), name_of(manifest), namespace_of(manifest)
        kind, name, namespace = self._named
        start = subject.path if subject and fault.manifest is None else ""
        container = str(subject.value.get("name", "")) if subject and subject.listed else ""
        reason = fault.reason or (rule.spare(subject) if rule.spare and subject else "")
        finding = Finding(
            rule=rule.name,
            severity=rule.severity,
            message=fault.message,
            kind=kind,
            name=name,
            namespace=namespace,
            path=f"{start}.{fault.path}" if start and fault.path else start or fault.path,
            container=container,
            exemption=self._exempted.of(rule.name, container, reason),
        )
        self.found.append((finding, manifest))
