"""What those who watch a service need: the way to its figures, the way of its traces, and facts that say with what."""

from __future__ import annotations

from kgen.link.graph import ResolvedCall, ResolvedCaller
from kgen.link.member import Member, number, reference
from kgen.link.missing import missing
from kgen.problems import Problem

_OPERATOR = "monitoring: {namespace: monitoring, operator: true}"
_DASHBOARDS = "monitoring: {namespace: monitoring, dashboards: {}}"
_TRACING = 'tracing: {endpoint: "http://otel.tracing:4317", namespace: tracing}'


def monitoring(member: Member, problems: list[Problem]) -> ResolvedCaller | None:
    """The pods that ask for the figures of a service that tells some."""
    metrics, facts = member.service.metrics, member.environment.monitoring
    if metrics is None or metrics.port not in member.service.ports:
        return None
    if facts is None:
        problems.append(missing(member, "metrics", "monitoring", "monitoring: {namespace: monitoring}"))
        return None
    port = reference(member.service.ports[metrics.port])
    return ResolvedCaller(name="monitoring", namespace=facts.namespace, pods=facts.pods, ports=[port])


def tracing(member: Member, problems: list[Problem]) -> ResolvedCall | None:
    """What takes the traces of a service that sends some."""
    facts = member.environment.tracing
    if not member.service.tracing:
        return None
    if facts is None:
        problems.append(missing(member, "tracing", "tracing", _TRACING))
        return None
    return ResolvedCall(name="tracing", namespace=facts.namespace, pods=facts.pods, cidr=facts.cidr, ports=[number(facts.port)])


def observing(member: Member, problems: list[Problem]) -> None:
    """Objectives need something that computes whether they are met, dashboards something that shows them."""
    service, facts = member.service, member.environment.monitoring
    if service.objectives and not (facts and facts.operator):
        problems.append(missing(member, "objectives", "monitoring.operator", _OPERATOR))
    if service.dashboard and not (facts and facts.dashboards):
        problems.append(missing(member, "dashboard", "monitoring.dashboards", _DASHBOARDS))
