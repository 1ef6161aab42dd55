"""Fill what has no effective value, so that every rule holds that a program can make hold."""

from __future__ import annotations

from kgen.hardening import plan
from kgen.hardening.fills import Fill
from kgen.rules import CONTAINERS, Context, Manifest, ManifestSet, Subject, containers, pod_path

Fills = plan.KindPlan[tuple[Fill, ...]]


def harden(manifests: list[Manifest], context: Context) -> None:
    """Harden a set in place. Nothing that is set is overwritten; exempted rules fill nothing; twice is as once."""
    around = ManifestSet(manifests, context)
    everywhere = frozenset(effective.rule for effective in context.exemptions if not effective.container)
    rules = plan.hardening(context, everywhere)
    by_container = _by_container(context, everywhere)
    for subject in around.subjects:
        of_kind = rules.of(subject.kind)
        for fill in of_kind.objects:
            fill(subject)
        if subject.pod:
            _harden_pod(subject, of_kind, by_container)
    around.release()


def _harden_pod(subject: Subject, of_kind: Fills, by_container: dict[str, plan.Plan[tuple[Fill, ...]]]) -> None:
    pod = Subject(subject.pod, pod_path(subject.kind), subject.manifest, subject.kind, subject.pod, subject.set)
    for fill in of_kind.pods:
        fill(pod)
    for listed in CONTAINERS:
        if listed in subject.pod:
            for container in containers(subject, (listed,)):
                special = by_container.get(str(container.value.get("name"))) if by_container else None
                for fill in (special.of(subject.kind) if special else of_kind).containers[listed]:
                    fill(container)


def _by_container(context: Context, everywhere: frozenset[str]) -> dict[str, plan.Plan[tuple[Fill, ...]]]:
    """The plans of the containers that have exemptions of their own."""
    rules: dict[str, set[str]] = {}
    for effective in context.exemptions:
        if effective.container:
            rules.setdefault(effective.container, set()).add(effective.rule)
    return {name: plan.hardening(context, everywhere | exempted) for name, exempted in rules.items()}
