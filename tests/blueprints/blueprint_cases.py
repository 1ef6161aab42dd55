"""From a case's file to the manifests of its first service: an environment's facts, then the services of a project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kgen.expand.blueprint import Blueprint, find
from kgen.expand.params import check_params
from kgen.hardening.harden import harden
from kgen.layer.fullform import full_form
from kgen.layer.merge import merge
from kgen.link.link import link
from kgen.link.member import Member
from kgen.load import Document, read
from kgen.model.environment import Environment
from kgen.model.service import Service
from kgen.project.layers import layer
from kgen.rules import Context
from kgen.validate.finish import finish

SPECS = Path(__file__).with_name("specs")
CASES = sorted(path.stem for path in SPECS.glob("*.yaml"))

Manifest = dict[str, Any]


def manifests(case: str) -> list[Manifest]:
    """The manifests of a case's first service, or of its namespace; no rule has seen them yet."""
    blueprint, values = inputs(case)
    return [manifest for _, manifest in blueprint.expand(values)]


def hardened(case: str) -> list[Manifest]:
    """The same as they are written: in their namespace, and hardened."""
    blueprint, values = inputs(case)
    made = [manifest for _, manifest in blueprint.expand(values)]
    for manifest in made:
        if manifest["kind"] != "Namespace":
            manifest["metadata"].setdefault("namespace", values["environment"].namespace.name)
    harden(made, Context(values["environment"]))
    return made


def inputs(case: str) -> tuple[Blueprint, dict[str, Any]]:
    """A case's blueprint, and what its templates see."""
    facts, *specs = read(SPECS / f"{case}.yaml", f"{case}.yaml")
    environment = Environment.model_validate(full_form(Environment, {"name": "test", **facts.data}, []))
    if case.startswith("namespace"):
        params = specs[0].data
        return find("namespace", None), {
            "environment": environment,
            "service": None,
            "params": params,
            "calls": [],
            "callers": [],
        }
    members = [Member.of(service(document), environment, document, frozenset()) for document in specs]
    graph, problems = link(members, ())
    assert not problems, problems
    first = graph[0]
    blueprint = find(first.member.service.blueprint, None)
    params, problems = check_params(blueprint, first.member.service.params, first.member.origin)
    assert not problems, problems
    values = {
        "environment": environment,
        "service": first.member.service,
        "params": params,
        "calls": first.calls,
        "callers": first.callers,
    }
    return blueprint, values


def service(document: Document) -> Service:
    """The service that a document describes, its blueprint's defaults below."""
    written = layer(document.data, document, whole=True)
    blueprint = find(document.data.get("blueprint", "web"), None)
    below = layer(blueprint.defaults, blueprint.origin, ("defaults",))
    assert not written.problems, written.problems
    return finish(Service.model_validate(merge([below.data, written.data])))


def only(manifests: list[Manifest], kind: str, name: str | None = None) -> Manifest:
    """The one manifest of a kind (and name)."""
    found = [m for m in manifests if m["kind"] == kind and name in (None, m["metadata"]["name"])]
    assert len(found) == 1, [m["metadata"]["name"] for m in found]
    return found[0]
