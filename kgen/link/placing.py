"""Where a service runs, and what a sensitive one must not do: needs of facts, and problems of what it lets in and out."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.link.member import Member
from kgen.link.missing import missing
from kgen.model.workload import Host
from kgen.problems import Problem


def placing(member: Member, problems: list[Problem]) -> None:
    """A node pool that the environment names, and for a sensitive service what keeps it apart and nobody it does not name."""
    service, facts = member.service, member.environment
    if service.node_pool and service.node_pool not in facts.node_pools:
        example = f"node_pools: {{{service.node_pool}: {{labels: {{pool: {service.node_pool}}}}}}}"
        problems.append(missing(member, "node_pool", f"node_pools.{service.node_pool}", example, at=("node_pool",)))
    if service.sensitive:
        if facts.sensitive is None:
            problems.append(missing(member, "sensitive", "sensitive", "sensitive: {runtime: gvisor}"))
        problems += [*_elsewhere(member), *_too_open(member)]


def _elsewhere(member: Member) -> Iterator[Problem]:
    """Another place than the environment keeps for sensitive services, and parts of a node, which others are on too."""
    service, facts = member.service, member.environment
    for field in ("node_pool", "runtime"):
        own, kept = getattr(service, field), getattr(facts.sensitive, field, None)
        if own and kept and own != kept:
            message = f"'{field}' is '{kept}' for the sensitive services of environment '{facts.name}'"
            yield member.origin.problem((field,), message, "exclusive", hint="leave it out")
    if service.host != Host():
        message = "'host' is what a sensitive service is kept from"
        yield member.origin.problem(("host",), message, "too-open", hint="leave it out", key=True)


def _too_open(member: Member) -> Iterator[Problem]:
    """Whole namespaces, and all of the Internet."""
    service, traffic = member.service, member.environment.external_traffic
    for name, caller in service.callers.items():
        if not caller.pods:
            message = f"'{name}' lets in all pods of '{caller.namespace}'; a sensitive service names its callers"
            hint = f"callers: {{{name}: {{namespace: {caller.namespace}, pods: {{app: {name}}}}}}}"
            yield member.origin.problem(("callers", name), message, "too-open", hint=hint, key=True)
    for name, call in service.calls.items():
        if call.namespace and not call.pods:
            message = f"'{name}' is all pods of '{call.namespace}'; a sensitive service names whom it calls"
            hint = f"calls: {{{name}: {{namespace: {call.namespace}, pods: {{app: {name}}}, port: {call.port}}}}}"
            yield member.origin.problem(("calls", name), message, "too-open", hint=hint, key=True)
        elif call.host and not call.cidr and traffic and traffic.open and not traffic.proxy and not traffic.fqdn:
            message = f"'{name}' lets out to every public address; a sensitive service names its address ranges"
            hint = f"calls: {{{name}: {{host: {call.host}, port: {call.port}, cidr: [198.51.100.0/24]}}}}"
            yield member.origin.problem(("calls", name), message, "too-open", hint=hint, key=True)
