"""The generated pages: what people write, and the rules, each from the code that acts on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kgen import platforms
from kgen.jsonschema import words
from kgen.model.base import Model, Named
from kgen.model.environment import Environment
from kgen.model.project import Project
from kgen.model.service import Service
from scripts.docs import practices, rules
from scripts.docs.fields import annotation, cell, default, fields, nested, said, shorthand, table, written
from scripts.docs.kinds import WORDS, model_of, named_types, takes

DOCS = Path(__file__).resolve().parents[2] / "docs"
_GENERATED = "<!-- Generated from the code by `make docs`. Do not edit. -->"
_PLATFORMS = Path(platforms.__file__).parent


def spec_page() -> str:
    """Every field of a spec."""
    lines = [_GENERATED, "", "# The spec", "", *_lead(Service), "", _SPEC_LEAD, *_overview(Service), ""]
    lines += ["`port` is short for one entry of `ports`; `environments` holds what is different in single environments:", ""]
    lines += ["```yaml", *_ENVIRONMENTS, "```", ""]
    lines += _sections(Service, _examples("spec.yaml"), "", {})
    return _text([*lines, *_values()])


_SPEC_LEAD = """\
A value comes from the last of these layers that states it: the model's default, the blueprint's `defaults`, `defaults` in
kgen.yaml, those of the environment there, the spec, `environments` in the spec, and `--set`. Maps merge; texts, numbers and
lists replace; `null` restores what the layer below says. An unknown field is a problem, and so is a value of the wrong kind.
`kgen schema spec` prints the JSON Schema of all this, for editors.
"""

_ENVIRONMENTS = ["replicas: 2", "environments:", "  production: {replicas: 6, expose: shop.example.com}"]


def project_page() -> str:
    """Every field of kgen.yaml, and every fact of an environment."""
    examples = _examples("project.yaml")
    done: dict[type[Model], str] = {Environment: "facts-of-an-environment"}
    lines = [_GENERATED, "", "# kgen.yaml and the facts of environments", "", *_lead(Project), "", _PROJECT_LEAD]
    lines += [*_overview(Project), "", "## Fields", "", *_sections(Project, examples, "", done)]
    lines += ["## Facts of an environment", "", *_lead(Environment), "", _FACTS_LEAD]
    lines += [*_overview(Environment, "environments."), ""]
    lines += _sections(Environment, examples, "environments.", done)
    return _text([*lines, *_platforms(), *_values()])


_PROJECT_LEAD = """\
`defaults` holds fields of a [spec](spec.md), for all services of the project; an environment may hold its own, which win
over the project's. A spec that says otherwise wins over both.
"""

_FACTS_LEAD = """\
What a spec needs (`expose`, `metrics`, `permissions`, a volume) and no fact of the environment can give is a problem, never
a rule that is silently closed or open. `namespace` is made from `{system}`, `{service}` and `{environment}`.
"""


def rules_page() -> str:
    """Every rule: what it asks and why, how to satisfy it, and who asks the same."""
    return _text([_GENERATED, "", "# The rules", "", *rules.lines()])


def practices_page() -> str:
    """Every practice: what states it, what it needs, what follows from it, and an example."""
    return _text([_GENERATED, "", *practices.lines()])


PAGES: Mapping[str, Callable[[], str]] = {
    "practices.md": practices_page,
    "project.md": project_page,
    "rules.md": rules_page,
    "spec.md": spec_page,
}


def _examples(file: str) -> dict[str, Any]:
    return dict(yaml.safe_load((DOCS / "examples" / file).read_text(encoding="utf-8")))


def _lead(model: type[Model]) -> list[str]:
    return words.of_model(model).split("\n")


def _overview(model: type[Model], prefix: str = "") -> list[str]:
    """The fields of a model with links to their sections."""
    heads = {f"| `{name}` |": f"| [`{name}`](#{_anchor(prefix + name)}) |" for name in fields(model)}
    return [_linked(row, heads) for row in table(model)]


def _linked(row: str, heads: Mapping[str, str]) -> str:
    head = next((head for head in heads if row.startswith(head)), "")
    return f"{heads[head]}{row.removeprefix(head)}" if head else row


def _anchor(heading: str) -> str:
    """How GitHub names the anchor of a heading."""
    return heading.replace(".", "").replace(" ", "-").lower()


def _sections(model: type[Model], examples: Mapping[str, Any], prefix: str, done: dict[type[Model], str]) -> Iterator[str]:
    """A section for each field: what it is, what it takes, an example, and the fields below it."""
    for name, info in fields(model).items():
        given = examples.get(f"{prefix}{name}", {})
        preset = default(info)
        facts = f"{takes(annotation(model, name))}; {preset}" if info.is_required() else takes(annotation(model, name))
        facts += f"; default: {preset}" if preset and not info.is_required() else ""
        yield from [f"### {prefix}{name}", "", said(model, name), "", f"Takes {facts}.", ""]
        if "example" in given:
            yield from ["```yaml", *given["example"].rstrip("\n").split("\n"), "```", ""]
        held = model_of(annotation(model, name))
        if held:
            yield from _held(held, _anchor(f"{prefix}{name}"), given, done)


def _held(model: type[Model], anchor: str, given: Mapping[str, Any], done: dict[type[Model], str]) -> Iterator[str]:
    """The short forms and the fields of a model that a field holds; `done` has the anchors of those that were shown already."""
    short = shorthand(model, given.get("short", []))
    if issubclass(model, Named) and given.get("keys"):
        short.append(f"- A list of names is short for a map of names: `{written(given['keys'])}`.")
    yield from [*short, ""] if short else []
    if model in done:
        yield from [f"Its fields are [these](#{done[model]}).", ""]
        return
    done[model] = anchor
    yield from [*table(model), ""]
    known = []
    for names, inner in nested(model):
        if inner in done:
            known.append(f"[{names}](#{done[inner]})")
            continue
        yield from [f"In {names}: {words.of_model(inner)}", ""]
        yield from _held(inner, anchor, {"short": given.get("nested", {}).get(inner.__name__, [])}, done)
    if known:
        yield from [f"The fields of {', '.join(known)} are shown there.", ""]


def _platforms() -> Iterator[str]:
    yield from [
        "## Facts that a platform brings",
        "",
        "What the environment states itself wins.",
        "",
        "| platform | facts |",
        "|---|---|",
    ]
    for file in sorted(_PLATFORMS.glob("*.yaml")):
        yield f"| `{file.stem}` | {cell(f'`{written(platforms.facts(file.stem))}`')} |"
    yield ""


def _values() -> Iterator[str]:
    yield from ["## Words for values", "", "| word | |", "|---|---|"]
    for name, meaning in named_types().items():
        yield f"| {WORDS[name]} | {cell(meaning)} |"


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"
