"""The contract of rules. A rule is one file of this folder: a docstring that users read, and one constant `RULE`.

The docstring's first line is the practice, the rest says why. Files whose names begin with `_` are no rules: they hold the
vocabulary that rules are written in, all of which is imported from here.
"""

from kgen.rules._expect import (
    Expectation,
    above,
    absent,
    allowed,
    contains,
    empty,
    equals,
    excludes,
    matching,
    none_of,
    one_of,
    other_than,
    present,
    unlike,
)
from kgen.rules._pods import CONTAINERS, TEMPLATES, WITH_RESOURCES, Manifest, child, kind_of, maps, template_of, template_path
from kgen.rules._registry import GROUP, named, registry
from kgen.rules._rule import ContainerRule, ObjectRule, PodRule, Rule, SetRule, WorkloadRule, variables
from kgen.rules._subject import (
    Context,
    Fault,
    ManifestSet,
    Subject,
    containers,
    name_of,
    namespace_of,
    pod_path,
    selected,
)

__all__ = [
    "CONTAINERS",
    "GROUP",
    "TEMPLATES",
    "WITH_RESOURCES",
    "ContainerRule",
    "Context",
    "Expectation",
    "Fault",
    "Manifest",
    "ManifestSet",
    "ObjectRule",
    "PodRule",
    "Rule",
    "SetRule",
    "Subject",
    "WorkloadRule",
    "above",
    "absent",
    "allowed",
    "child",
    "containers",
    "contains",
    "empty",
    "equals",
    "excludes",
    "kind_of",
    "maps",
    "matching",
    "name_of",
    "named",
    "namespace_of",
    "none_of",
    "one_of",
    "other_than",
    "pod_path",
    "present",
    "registry",
    "selected",
    "template_of",
    "template_path",
    "unlike",
    "variables",
]
