"""Fill what has no effective value, so that every rule holds that a program can make hold."""

from __future__ import annotations

from kgen.hardening import plan
from kgen.hardening.fills import Fill
from kgen.rules import TEMPLATES, Context, Manifest, ManifestSet, Subject, containers, pod_path

Plan = plan.Plan[tuple[Fill, ...]]


def harden(manifests: list[Manifest], context: Context) -> None:
    """Harden a set in place. Nothing that is set is overwritten; exempted rules fill nothing; twice is as once.

    A workload without a pod is left as it is: the API server takes none, and a part of its spec would be no better.
    """
    around = ManifestSet(manifests, context)
    everywhere = frozenset([effective.rule for effective in context.exemptions if not effective.container])
    rules = plan.hardening(context, everywhere)
    by_container = _by_container(context, everywhere)
    for subject in around.subjects:
        if subject.kind in TEMPLATES and not subject.pod:
            continue
        for fill in rules.at(subject.kind, "object"):
            fill(subject)
        if subject.pod:
            _harden_pod(subject, rules, by_container)
    around.release()


def _harden_pod(subject: Subject, rules: Plan, by_container: dict[str, Plan]) -> None:
    pod = Subject(subject.pod, pod_path(subject.kind), subject.manifest, subject.kind, subject.pod, subject.set)
    for fill in rules.at(subject.kind, "pod"):
        fill(pod)
    for container in containers(subject):
        special = by_container.get(str(container.value.get("name"))) if by_container else None
        for fill in (special or rules).at(subject.kind, container.listed):
            fill(container)


def _by_container(context: Context, everywhere: frozenset[str]) -> dict[str, Plan]:
    """The plans of the containers that have exemptions of their own."""
    rules: dict[str, set[str]] = {}
    for effective in context.exemptions:
        if effective.container:
            rules.setdefault(effective.container, set()).add(effective.rule)
    return {name: plan.hardening(context, everywhere | exempted) for name, exempted in rules.items()}
