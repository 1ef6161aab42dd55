"""What rules look at: one place of a manifest, and the set of manifests around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kgen.rules._labels import selected
from kgen.rules._pods import CONTAINERS, TEMPLATES, Manifest, child, kind_of, template_of, template_path

if TYPE_CHECKING:
    from datetime import date

    from kgen.hardening.exemptions import Effective
    from kgen.model.environment import Environment
    from kgen.rules._rule import Rule


Known = TypeVar("Known")


@cache
def built_in() -> tuple[Rule, ...]:
    """The rules of kgen that a build asks."""
    from kgen.rules._registry import registry

    return Rules(rule for rule in registry().values() if rule.building)


class Rules(tuple["Rule", ...]):
    """Rules that are looked up by their identity: compiled plans are kept by them, and a tuple hashes each of its items."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


@dataclass(frozen=True, slots=True)
class Context:
    """What hardening and verification of one unit know besides its manifests.

    `unfilled` names rules that fill nothing here because the spec says otherwise (`user: image`); they are verified all the
    same. `today` ends exemptions; without it none ends.
    """

    environment: Environment
    exemptions: tuple[Effective, ...] = ()
    today: date | None = None
    unfilled: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] = field(default_factory=built_in)


class Fault(NamedTuple):
    """What a rule's `verify` yields: where, and what would be right.

    `path` starts at the subject (in a set rule: at `manifest`). With a `reason` the fault is exempted by the rule itself.
    """

    path: str
    message: str
    manifest: Manifest | None = None
    reason: str = ""


class Subject:
    """One place that a rule is asked about: an object, a workload, its pod or one of its containers.

    `value` is the map itself, `path` its place in `manifest` (empty for the object), `pod` the spec of the pod around it
    (empty for objects without pods), `listed` the list a container stands in.
    """

    __slots__ = ("_labels", "kind", "listed", "manifest", "path", "pod", "set", "value")

    def __init__(
        self,
        value: Manifest,
        path: str,
        manifest: Manifest,
        kind: str,
        pod: Manifest,
        around: ManifestSet,
        listed: str = "",
    ) -> None:
        self.value = value
        self.path = path
        self.manifest = manifest
        self.kind = kind
        self.pod = pod
        self.set = around
        self.listed = listed
        self._labels: Manifest | None = None

    @property
    def environment(self) -> Environment:
        return self.set.context.environment

    @property
    def template(self) -> Manifest:
        """The pod template around the subject; the Pod itself for a Pod."""
        return template_of(self.manifest, self.kind) or {}

    @property
    def labels(self) -> Manifest:
        """The labels of the pods around the subject."""
        if self._labels is None:
            self._labels = child(self.template, "metadata", "labels")
        return self._labels


_MANY = 8
"""Workloads of a namespace from which on they are looked up by their labels."""


class ManifestSet:
    """The manifests of one unit; rules look up others in it."""

    def __init__(self, manifests: Collection[Manifest], context: Context) -> None:
        self.context = context
        self._known: dict[Any, Any] = {}
        self.subjects = [self._subject(manifest) for manifest in manifests]
        """The objects in their order; those that have pods know them."""

    def _subject(self, manifest: Manifest) -> Subject:
        kind = kind_of(manifest)
        template = template_of(manifest, kind)
        pod = template.get("spec") if template is not None else None
        return Subject(manifest, "", manifest, kind, pod if isinstance(pod, dict) else {}, self)

    def release(self) -> None:
        """Let go of the manifests: set and subjects refer to each other, and garbage collection may be off during a build."""
        self.subjects.clear()
        self._known.clear()
        self.__dict__.pop("kinds", None)
        self.__dict__.pop("workloads", None)

    def once(self, find: Callable[[ManifestSet], Known]) -> Known:
        """What a function finds out about the set, for all rules that ask. Only for verification: hardening changes the set."""
        if find not in self._known:
            self._known[find] = find(self)
        found: Known = self._known[find]
        return found

    @cached_property
    def kinds(self) -> dict[str, list[Manifest]]:
        found: dict[str, list[Manifest]] = {}
        for subject in self.subjects:
            found.setdefault(subject.kind, []).append(subject.manifest)
        return found

    def of(self, *kinds: str) -> list[Manifest]:
        """The manifests of these kinds, in their order."""
        if len(kinds) == 1:
            return self.kinds.get(kinds[0], [])
        return [one for kind in kinds for one in self.kinds.get(kind, ())]

    @cached_property
    def workloads(self) -> tuple[Subject, ...]:
        """Every object that has pods. One whose pod is no map is reported by the API schema."""
        return tuple(subject for subject in self.subjects if subject.kind in TEMPLATES)

    def named(self, kind: Any, namespace: Any, name: Any) -> Manifest | None:
        """The manifest of that kind, namespace and name, the first if there are several; None if there is none.

        Only for verification, as `once` and `selected` are: what is looked up by is found out once.
        """
        if not isinstance(kind, str) or not isinstance(namespace, str) or not isinstance(name, str):
            return None
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = {}
            for one in self.of(kind):
                known.setdefault((namespace_of(one), name_of(one)), one)
        found: Manifest | None = known.get((namespace, name))
        return found

    def selected(self, namespace: str, selector: Any) -> list[Subject]:
        """The workloads of a namespace whose pods a label selector matches."""
        near = self.once(_by_namespace).get(namespace, ())
        wanted = [(key, value) for key, value in child(selector, "matchLabels").items() if isinstance(value, str)]
        if not wanted or len(near) < _MANY:
            return [one for one in near if selected(selector, one.labels)]
        by_label = self.once(_by_label)
        fewest = min((by_label.get((namespace, key, value), ()) for key, value in wanted), key=len)
        return [one for one in fewest if selected(selector, one.labels)]


def _by_namespace(manifests: ManifestSet) -> dict[str, list[Subject]]:
    found: dict[str, list[Subject]] = {}
    for one in manifests.workloads:
        found.setdefault(namespace_of(one.manifest), []).append(one)
    return found


def _by_label(manifests: ManifestSet) -> dict[tuple[str, str, str], list[Subject]]:
    found: dict[tuple[str, str, str], list[Subject]] = {}
    for namespace, workloads in manifests.once(_by_namespace).items():
        for one in workloads:
            for key, value in one.labels.items():
                if isinstance(value, str):
                    found.setdefault((namespace, key, value), []).append(one)
    return found


def pod_path(kind: str) -> str:
    """The way to the pod's spec."""
    return f"{template_path(kind)}.spec".lstrip(".")


def containers(subject: Subject, of: Collection[str] = CONTAINERS) -> Iterator[Subject]:
    """The containers of a workload as subjects."""
    start = pod_path(subject.kind)
    for listed in of:
        found = subject.pod.get(listed)
        if isinstance(found, list):
            for index, value in enumerate(found):
                if isinstance(value, dict):
                    path = f"{start}.{listed}[{index}]"
                    yield Subject(value, path, subject.manifest, subject.kind, subject.pod, subject.set, listed)


def name_of(manifest: Manifest) -> str:
    """`metadata.name`; empty where there is none."""
    metadata = manifest.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else ""


def namespace_of(manifest: Manifest) -> str:
    """`metadata.namespace`; empty where there is none."""
    metadata = manifest.get("metadata")
    namespace = metadata.get("namespace") if isinstance(metadata, dict) else None
    return namespace if isinstance(namespace, str) else ""
