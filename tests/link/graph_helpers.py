"""Members of a graph from a few words of YAML."""

from __future__ import annotations

from kgen.layer.fullform import full_form
from kgen.layer.origin import Layers
from kgen.link.link import Linked, link
from kgen.link.member import Member
from kgen.load import parse
from kgen.model.environment import Environment
from kgen.model.service import Service
from kgen.project.layers import layer
from kgen.validate.finish import finish


def environment(facts: str = "") -> Environment:
    """The facts of an environment, its namespace resolved."""
    [document] = parse(f"namespace: shop\n{facts}", "kgen.yaml")
    return Environment.model_validate({"name": "production", **full_form(Environment, document.data, [])})


def member(spec: str, facts: str = "", left_out: frozenset[tuple[str | int, ...]] = frozenset()) -> Member:
    """A service; its name is the name of its file."""
    name = parse(spec, "x.yaml")[0].data["name"]
    [document] = parse(spec, f"{name}.yaml")
    written = layer(document.data, document, whole=True)
    service = finish(Service.model_validate({"image": "a:1", **written.data}))
    return Member.of(service, environment(facts), Layers((written.place,), written.place), left_out)


def graph(*specs: str, facts: str = "") -> dict[str, Linked]:
    """The graph of services that call each other rightly."""
    linked, problems = link([member(spec, facts) for spec in specs], ())
    assert not problems, problems[0]
    return {each.member.name: each for each in linked}


def said(*specs: str, facts: str = "", unread: tuple[str, ...] = (), complete: bool = True) -> list[str]:
    """What is wrong with the calls of some services."""
    _, problems = link([member(spec, facts) for spec in specs], unread, complete=complete)
    return [str(problem) for problem in problems]
