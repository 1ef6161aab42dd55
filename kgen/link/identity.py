"""What a service with an identity in the cloud must reach to prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgen.link.graph import ResolvedCall
from kgen.link.member import Member, number
from kgen.link.missing import missing
from kgen.model.identity import WorkloadIdentity
from kgen.problems import Problem
from kgen.validate.messages import shortened

_ROLE = (r"arn:aws(-[a-z]{2,10}){0,3}:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]{1,512}", "arn:aws:iam::123456789012:role/checkout")

_FORMS = {
    "irsa": ("the ARN of a role", *_ROLE),
    "pod-identity": ("the ARN of a role", *_ROLE),
    "gke": (
        "the address of a Google service account",
        r"[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9.:-]{4,60}\.iam\.gserviceaccount\.com",
        "checkout@acme-shop.iam.gserviceaccount.com",
    ),
    "azure": (
        "the client id of an application",
        r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "00000000-0000-4000-8000-000000000000",
    ),
}
"""What an identity is for each kind: in words, its form, and an example."""

_ON_NODE = {
    "pod-identity": [("pod-identity-agent", ["169.254.170.23/32", "fd00:ec2::23/128"], 80)],
    "gke": [("metadata-server", ["169.254.169.252/32"], 988), ("metadata-server", ["169.254.169.254/32"], 80)],
}
"""What gives out credentials on each node (https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html and
https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity: the second address is that of Dataplane V2)."""

_HOSTS = {"azure": "login.microsoftonline.com"}
_HTTPS = 443


def identity(member: Member, problems: list[Problem]) -> Iterator[ResolvedCall]:
    """What gives out credentials, on the node or outside the cluster; or a problem where nobody knows what does."""
    given, fact = member.service.identity, member.environment.workload_identity
    if given is None or ("identity",) in member.left_out:
        return
    if fact is None:
        problems.append(missing(member, "identity", "workload_identity", "workload_identity: irsa"))
        return
    words, form, example = _FORMS[fact.kind]
    if not re.fullmatch(form, given):
        message = f"'{shortened(given)}' is not {words}, which environment '{member.environment.name}' asks for"
        problems.append(member.origin.problem(("identity",), message, "identity", hint=f"such as {example}"))
    for name, cidr, port in _ON_NODE.get(fact.kind, ()):
        yield ResolvedCall(name=name, cidr=cidr, ports=[number(port)])
    if fact.kind not in _ON_NODE:
        yield from _exchange(member, fact, problems)


def _exchange(member: Member, fact: WorkloadIdentity, problems: list[Problem]) -> Iterator[ResolvedCall]:
    """The way to where tokens are exchanged, unless the service calls it already."""
    host, traffic = fact.host or _HOSTS.get(fact.kind), member.environment.external_traffic
    if host and any(call.host == host for call in member.service.calls.values()):
        return
    call = ResolvedCall(name="token-exchange", ports=[number(_HTTPS)])
    if fact.cidr:
        yield call._replace(cidr=fact.cidr)
    elif traffic and traffic.proxy:
        proxy = traffic.proxy
        yield call._replace(namespace=proxy.namespace, pods=proxy.pods, ports=[number(proxy.port)])
    elif traffic and traffic.fqdn and host:
        yield call._replace(host=host)
    elif traffic and traffic.open:
        yield call._replace(open=True)
    else:
        problems.append(_no_way(member, host, named=bool(traffic and traffic.fqdn)))


def _no_way(member: Member, host: str | None, *, named: bool) -> Problem:
    name = member.environment.name
    where = host or "where tokens are exchanged"
    fact, example = ("host", "host: sts.eu-central-1.amazonaws.com") if named else ("cidr", "cidr: [198.51.100.0/24]")
    message = f"'identity' must reach {where}, and environment '{name}' states neither its '{fact}' nor another way out"
    hint = f"kgen.yaml: environments: {{{name}: {{workload_identity: {{{example}}}}}}}"
    return member.origin.problem(("identity",), message, "missing-fact", hint=hint, key=True)
