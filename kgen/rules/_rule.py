"""The kinds of rules, by what they are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from kgen.findings import Severity
from kgen.rules import _paths
from kgen.rules._expect import Expectation, Quick
from kgen.rules._pods import CONTAINERS, TEMPLATES, template_path
from kgen.rules._subject import Fault, ManifestSet, Subject

if TYPE_CHECKING:
    from kgen.model.environment import Environment


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One hardening practice.

    Declared by `path` (or several) and `expect`, or by the functions `harden` and `verify`; `condition` is then the CEL that
    must hold, where one object is enough to tell. `sure` says by paths what makes it certain that `verify` finds nothing: only if
    a value is not as it says, `verify` is asked. A function is asked of a value that is set, in `needed` of one that has to be
    set; the path is empty for the subject itself, and may begin with `template` in rules about workloads. It makes a rule cost
    nearly nothing where it holds (`_testing`). `kinds` limits it to these kinds. `when` says in which environments it is
    asked at all; `spare` gives the reason why it does not hold for a subject by itself (an automatic exemption), or nothing.
    `spared` is the same for a cluster: CEL that holds where the rule spares itself ("true": everywhere), as far as one object
    tells; `offline` says why no cluster can ask a rule although one object tells. `stated`
    gives the condition for a cluster where it takes facts of the environment.
    `risk` says what its fill may do to a program that was not written for it; empty if nothing.
    `asked_by` names the public checkers that ask the same, with their rule ids; `rows` are numbers of the hardening catalogue,
    `practice` is the one of a careful team that it belongs to. `satisfy` says how in a spec, in words for people; `manifest`
    says it of a manifest where path and expectation do not. `through` names the rules whose filling makes this one hold.
    With `building` false a build does not ask it: it says the same in another way.
    """

    scope: ClassVar[str] = ""
    severity: Severity
    sources: Sequence[str]
    risk: str = ""
    asked_by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: Sequence[str] = ()
    kinds: tuple[str, ...] = ()
    path: str | tuple[str, ...] = ()
    expect: Expectation | None = None
    when: Callable[[Environment], bool] | None = None
    spare: Callable[[Subject], str] | None = None
    harden: Callable[[Subject], None] | None = None
    verify: Callable[[Subject], Iterable[Fault]] | None = None
    spared: str | Callable[[Environment], str] = ""
    offline: str = ""
    stated: Callable[[Environment], str] | None = None
    sure: Mapping[str, Callable[[Any], bool] | Quick | Expectation] = field(default_factory=dict)
    condition: str = ""
    practice: str = ""
    satisfy: str = ""
    manifest: str = ""
    through: tuple[str, ...] = ()
    building: bool = True
    name: str = ""
    """The id, from the file's name; the registry sets it."""
    doc: str = ""
    """What users read, from the file's docstring; the registry sets it."""

    @property
    def title(self) -> str:
        """The practice in one sentence."""
        return self.doc.strip().partition("\n")[0]

    @property
    def text(self) -> str:
        """Why, and what to do."""
        return self.doc.strip().partition("\n")[2].strip()

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths the rule is declared for; none if it is code."""
        return (self.path,) if isinstance(self.path, str) else self.path

    @property
    def fills(self) -> bool:
        """Whether the rule can harden by itself, or only verify."""
        declared = self.expect is not None and self.expect.fill is not None
        return self.harden is not None or declared

    @property
    def cel(self) -> str:
        """A CEL condition on `object` and the `VARIABLES`; empty if one object is not enough to tell."""
        return self._wrapped(self.single) if self.condition or self.expect else ""

    @property
    def single(self) -> str:
        """The condition on one subject: that of a rule about containers is on `container`; empty where `cel` is."""
        return self.condition or (self._declared(self.at) if self.expect else "")

    @property
    def at(self) -> str:
        """The CEL expression of what the rule is asked about."""
        return "object"

    def _declared(self, at: str) -> str:
        assert self.expect is not None
        parts = [_paths.cel(path, self.expect, at) for path in self.paths]
        return parts[0] if len(parts) == 1 else " && ".join(f"({part})" for part in parts)

    def _wrapped(self, condition: str) -> str:
        return condition


class ObjectRule(Rule):
    """A rule about objects of some `kinds`, or of every kind."""

    __slots__ = ()
    scope: ClassVar[str] = "object"


class WorkloadRule(Rule):
    """A rule about objects that have pods, of some `kinds` or of all."""

    __slots__ = ()
    scope: ClassVar[str] = "workload"


class PodRule(Rule):
    """A rule about the spec of pods, wherever a kind keeps it; `kinds` are kinds of workloads."""

    __slots__ = ()
    scope: ClassVar[str] = "pod"

    @property
    def at(self) -> str:
        return "variables.pod"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ContainerRule(Rule):
    """A rule about containers: all of them, or those in the lists `of`.

    With `inherits`, a container without a value of its own has its pod's (the fields of securityContext that both have). It
    is then filled at both levels, because checkers read one or the other; what is set at the pod is copied, not contradicted.
    A wrong value of the pod is wrong even where each container has its own.
    """

    scope: ClassVar[str] = "container"

    of: tuple[str, ...] = CONTAINERS
    inherits: bool = False

    @property
    def at(self) -> str:
        return "container"

    @property
    def single(self) -> str:
        condition = self.condition or (self._declared(self.at) if self.expect else "")
        if not self.inherits:
            return condition
        own, shared = (_paths.has(self.shared, at) for at in ("container", "variables.pod"))
        of_pod = self._declared("variables.pod")
        return f"({own}) ? ({condition}) && (!({shared}) || ({of_pod})) : ({of_pod})"

    def _wrapped(self, condition: str) -> str:
        lists = ", ".join(f"variables.{listed}" for listed in self.of)
        return f"[{lists}].all(listed, listed.all(container, {condition}))"

    @property
    def shared(self) -> str:
        """The path of the field that a container inherits as a whole: `securityContext` and the key below."""
        return ".".join(self.paths[0].split(".")[:2])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetRule(Rule):
    """A rule about several manifests of one unit; faults name the manifest they are about."""

    scope: ClassVar[str] = "set"

    verify_set: Callable[[ManifestSet], Iterable[Fault]]


def _template_cel() -> str:
    """The pod template in `object`, whatever its kind."""
    ways: dict[str, list[str]] = {}
    for kind in TEMPLATES:
        ways.setdefault(f"object.{template_path(kind)}".rstrip("."), []).append(kind)
    *special, (usual, _) = sorted(ways.items(), key=lambda way: len(way[1]))
    return "".join(f"object.kind == '{kinds[0]}' ? {way} : " for way, kinds in special) + usual


def variables() -> dict[str, str]:
    """What conditions refer to as `variables.<name>`, as CEL over `object`; later ones use earlier ones."""
    lists = {name: f"has(variables.pod.{name}) ? variables.pod.{name} : []" for name in CONTAINERS}
    return {"template": _template_cel(), "pod": "variables.template.spec", **lists}
