"""A blueprint: a folder of templates, what it inherits from its parents, and the parameters it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kgen.expand.description import Description, Merged, describe, merge
from kgen.expand.environment import Frame, Insertion
from kgen.expand.expressions import Names
from kgen.expand.folders import Folder, read_folder
from kgen.expand.params import Param, read_params
from kgen.expand.program import Programs
from kgen.expand.sources import Source, available, parents, sources
from kgen.expand.template import Template, compile_template
from kgen.expand.words import nearest, shown
from kgen.fragments import Fragments
from kgen.fragments import names as fragment_names
from kgen.load import Document
from kgen.problems import Problem, Problems

NAMES = frozenset({"service", "environment", "params", "calls", "callers"})
"""The values that every expression may read."""


class UnknownBlueprint(Exception):  # noqa: N818 - callers turn it into a problem
    """There is no blueprint of that name; `available` are those there are."""

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(f"there is no blueprint '{shown(name)}'")
        self.name, self.available = name, names


class Blueprint(NamedTuple):
    """A blueprint after `extends` and `omit`. Templates and partials are found by the stem of their file's name.

    `defaults` is a layer of spec data; `origin` knows where it was written, under the path `defaults`. `written_params` is what
    `params` was read from; `files` are the files that make it up, but for `blueprint.yaml`.
    """

    name: str
    description: str
    folder: Path
    where: str
    templates: Mapping[str, Template]
    partials: Mapping[str, Template]
    defaults: dict[str, Any]
    params: Mapping[str, Param]
    written_params: dict[str, Any]
    documents: Mapping[str, Document]
    origin: Merged
    files: Mapping[str, Path]
    refuses: Mapping[str, str]
    """Fields of a spec that mean nothing to it, and what to do instead."""
    requires: Mapping[str, str]
    """Fields that a spec has to give, and how."""

    def expand(self, values: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        """The manifests with the names of their templates, in the order of those names, owned by the caller.

        Raises Problems for all templates that fail.
        """
        manifests: list[tuple[str, dict[str, Any]]] = []
        problems: list[Problem] = []
        frame: Frame | None = None
        for name, template in self.templates.items():
            frame = template.frame(values) if frame is None else frame
            try:
                manifests += [(name, manifest) for manifest in template.build(frame)]
            except Problems as error:
                problems += error.problems
        if problems:
            raise Problems(problems)
        return manifests

    def check(self) -> None:
        """Compiles every template and partial, used or not. Raises Problems for all that is wrong in any."""
        problems: list[Problem] = []
        for template in (*self.templates.values(), *self.partials.values()):
            try:
                template.body  # noqa: B018 - compiles
            except Problems as error:
                problems += error.problems
        if problems:
            raise Problems(problems)


def find(name: str, project: Path | None) -> Blueprint:
    """The blueprint of that name: the project's, else kgen's own, else an installed package's.

    Raises UnknownBlueprint, and Problems for all that is wrong in its files; bodies of templates are compiled when expanded.
    """
    source = next(sources(name, project), None)
    if source is None:
        raise UnknownBlueprint(name, tuple(found.name for found in available(project)))
    return _assemble(list(_lineage(source, project)))


def list_blueprints(project: Path | None) -> list[tuple[str, str, str]]:
    """Name, description and place (project, package …, built-in) of every blueprint, by name. Raises Problems."""
    return [(source.name, describe(read_folder(source).description).description, source.where) for source in available(project)]


def _lineage(source: Source, project: Path | None) -> Iterator[tuple[Folder, Description]]:
    """The blueprint's own folder, then its parent's, and so on."""
    seen = [source.folder]
    while True:
        folder = read_folder(source)
        description = describe(folder.description)
        yield folder, description
        if description.extends is None:
            return
        parent = next(parents(source, description.extends, project), None)
        if parent is None:
            raise Problems([_unknown_parent(description, source, project)])
        if parent.folder in seen:
            message = f"'{shown(description.extends)}' extends this blueprint in turn"
            raise Problems([description.document.problem(("extends",), message, "blueprint-cycle")])
        source = parent
        seen.append(source.folder)


def _unknown_parent(description: Description, source: Source, project: Path | None) -> Problem:
    names = [found.name for found in available(None if source.trusted else project) if found.name != source.name]
    message = f"there is no blueprint '{shown(description.extends or '')}' to extend"
    return description.document.problem(
        ("extends",), message, "unknown-blueprint", hint=nearest(description.extends or "", names)
    )


def _assemble(lineage: list[tuple[Folder, Description]]) -> Blueprint:
    """What a blueprint and its parents make together; the parents come last in `lineage`."""
    own, description = lineage[0]
    documents: dict[str, Document] = {}
    files: dict[str, Path] = {}
    defaults: dict[str, Any] = {}
    raw_params: dict[str, Any] = {}
    refuses: dict[str, Any] = {}
    requires: dict[str, Any] = {}
    problems: list[Problem] = []
    for folder, described in reversed(lineage):
        problems += _omit(described, documents)
        documents |= folder.documents
        files |= folder.files
        defaults, raw_params = merge(defaults, described.defaults), merge(raw_params, described.params)
        refuses, requires = refuses | described.refuses, requires | described.requires
    origin = Merged(tuple(described.document for _, described in lineage))
    params, wrong = read_params(raw_params, origin.under("params"))
    templates, partials, broken = _compile(dict(sorted(documents.items())))
    if problems or wrong or broken:
        raise Problems([*problems, *wrong, *broken])
    source = own.source
    return Blueprint(
        name=source.name,
        description=description.description,
        folder=source.folder,
        where=source.where,
        templates=templates,
        partials=partials,
        defaults=defaults,
        params=params,
        written_params=raw_params,
        documents=documents,
        origin=origin,
        files={name: files[name] for name in documents},
        refuses={field: instead for field, instead in refuses.items() if instead is not None},
        requires={field: example for field, example in requires.items() if example is not None},
    )


def _omit(description: Description, inherited: dict[str, Document]) -> Iterator[Problem]:
    for index, name in enumerate(description.omit):
        if inherited.pop(name, None) is None:
            message = f"there is no template '{shown(name)}' to omit"
            hint = nearest(name, inherited) if description.extends else "only what is inherited can be omitted"
            yield description.document.problem(("omit", index), message, "unknown-template", hint=hint)


def _compile(documents: dict[str, Document]) -> tuple[dict[str, Template], dict[str, Template], list[Problem]]:
    """Templates and partials by name, and their problems. Partials may name each other, so they are looked up when used."""
    partials: dict[str, Template] = {}
    insertions = {stem[1:]: Insertion(stem[1:], partials) for stem in documents if stem.startswith("_")}
    names = Names(NAMES, Fragments(), insertions, Programs())
    templates: dict[str, Template] = {}
    problems: list[Problem] = []
    for stem, document in documents.items():
        try:
            if not stem.startswith("_"):
                templates[stem] = compile_template(document, names)
        except Problems as error:
            problems += error.problems
    loops = frozenset(template.directives.loop.name for template in templates.values() if template.directives.loop)
    for name in insertions:
        document = documents[f"_{name}"]
        try:
            problems += _taken(name, document, loops)
            # Any document will do, and it sees the values of the templates that insert it.
            partials[name] = Template(document, names._replace(values=NAMES | loops))
        except Problems as error:
            problems += error.problems
    return templates, partials, problems


def _taken(name: str, document: Document, loops: frozenset[str]) -> Iterator[Problem]:
    hint = f"rename the file '_{shown(name)}.yaml'"
    if not name.isidentifier() or not name.isascii():
        message = f"'{shown(name)}' is not a name that expressions can use; use letters, digits and '_'"
        yield document.problem((), message, "partial-name", hint=hint)
    elif name in NAMES or name in loops or name in fragment_names():
        yield document.problem((), f"'{name}' is the name of a value or fragment already", "partial-name", hint=hint)
