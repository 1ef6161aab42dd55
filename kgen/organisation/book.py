"""The rules of one project: kgen's own, those of its folder `rules/`, and what its kgen.yaml makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from kgen.organisation.installed import Brought, brought, installed_problems
from kgen.problems import Problem, Problems
from kgen.rules import Rule, registry

if TYPE_CHECKING:
    from kgen.findings import Severity
    from kgen.load import Document
    from kgen.model.environment import Environment
    from kgen.organisation.located import Purse
    from kgen.problems import Path as Way
    from kgen.project.file import ProjectFile


class Rulebook(NamedTuple):
    """The rules that a project goes by, in the order of their names, as they are without an environment.

    `names` are those of all rules, broken ones included; `own` are the names of the project's, and `texts` what its files hold;
    `policies` holds the documents of those that are admission policies, as they were written; `brought` are rules of installed
    packages.
    """

    rules: Mapping[str, Rule]
    names: frozenset[str]
    own: frozenset[str] = frozenset()
    policies: Mapping[str, tuple[Any, ...]] = {}
    problems: tuple[Problem, ...] = ()
    texts: tuple[str, ...] = ()
    brought: Brought = Brought()


def rules_of(project: ProjectFile, environment: Environment | None = None) -> Mapping[str, Rule]:
    """The rules of a project by name, with the severities of the project, or of one of its environments.

    Raises Problems with all that is wrong in the folder `rules/` and with the packages that the project names.
    """
    book = read_rules(project.root, project.model.installed_rules)
    problems = [*book.problems, *installed_problems(project, book.brought)]
    if problems:
        raise Problems(problems)
    severities = {**project.model.severities, **(environment.severities if environment else {})}
    return with_severities(book.rules, severities)


def with_severities(rules: Mapping[str, Rule], severities: Mapping[str, Severity]) -> Mapping[str, Rule]:
    """The rules, each with its severity where one is stated; the same map if none is."""
    changed = {name: replace(rules[name], severity=severity) for name, severity in severities.items() if name in rules}
    return MappingProxyType({**rules, **changed}) if changed else rules


def read_rules(project: Path | None, installed: Sequence[str] = ()) -> Rulebook:
    """The rules of the project in a folder, and those of the installed packages that it names, beside kgen's own."""
    own = _read(project)
    if not installed:
        return own
    found = brought(installed, own.names, project)
    rules = MappingProxyType(dict(sorted({**own.rules, **found.rules}.items())))
    return own._replace(rules=rules, names=own.names | found.rules.keys(), brought=found)


def _read(project: Path | None) -> Rulebook:
    """Without a project, or without a folder `rules/` in it, the rules of kgen alone."""
    own = registry()
    if project is None or not (project / "rules").is_dir():
        return Rulebook(own, frozenset(own))
    from kgen.organisation.folder import rule_files
    from kgen.organisation.located import Purse

    purse = Purse()
    problems: list[Problem] = []
    found: dict[str, Rule] = {}
    policies: dict[str, tuple[Any, ...]] = {}
    files = rule_files(project, problems)
    for name, documents in files.items():
        taken = list(_taken(name, documents))
        problems += taken
        rule = None if taken else _rule(name, documents, problems, purse)
        if rule is not None:
            found[name] = rule
        if rule is not None and len(documents[0].data.keys() & {"apiVersion", "kind"}) == 2:
            policies[name] = tuple(document.data for document in documents)
    rules = MappingProxyType(dict(sorted({**own, **found}.items())))
    texts = tuple(document.text for documents in files.values() for document in documents[:1])
    return Rulebook(rules, frozenset([*own, *files]), frozenset(files), policies, tuple(problems), texts)


def _taken(name: str, documents: tuple[Document, ...]) -> Iterator[Problem]:
    if name in registry() and documents:
        hint = f"give the file another name; 'kgen rules show {name}' says what that one asks"
        yield documents[0].problem((), f"'{name}' is the name of a rule of kgen's own", "rule-name", hint=hint)


def _rule(name: str, documents: tuple[Document, ...], problems: list[Problem], purse: Purse) -> Rule | None:
    if not documents:
        return None
    from kgen.organisation.own import own_rule
    from kgen.organisation.policy import is_policy, policy_rule
    from kgen.validate.messages import known_as

    strange = [document for document in documents if not isinstance(document.data, dict)]
    if strange:
        problems += [one.problem((), f"a rule must be a map, not {known_as(one.data)}", "wrong-type") for one in strange]
        return None
    if any(is_policy(document) for document in documents):
        stray = [document for document in documents if not is_policy(document)]
        problems += [one.problem((), "this is no object of Kubernetes, as the others of this file", "one-rule") for one in stray]
        return None if stray else policy_rule(name, documents, problems, purse)
    if len(documents) > 1:
        message = "a file holds one rule, and this is the second"
        problems.append(documents[1].problem((), message, "one-rule", hint="put each into a file of its own"))
        return None
    return own_rule(name, documents[0], problems, purse)


def severity_problems(project: ProjectFile, names: frozenset[str]) -> Iterator[Problem]:
    """Severities of rules that there are not."""
    from kgen.validate.messages import nearest, shortened

    places: list[tuple[Way, Mapping[str, Severity]]] = [((), project.model.severities)]
    places += [(("environments", name), one.severities) for name, one in project.model.environments.items()]
    for path, severities in places:
        for rule in severities:
            if rule not in names:
                hint = nearest(rule, names) or "'kgen rules list' names them all"
                yield project.origin.problem(
                    (*path, "severities", rule), f"unknown rule '{shortened(rule)}'", "unknown-rule", hint=hint, key=True
                )
