"""A binding names a role that is there.

One that does not exist grants nothing today, and tomorrow whatever somebody puts under its name. Roles of the whole cluster are
another repository's and not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ManifestSet, SetRule, child, namespace_of


def verify(manifests: ManifestSet) -> Iterator[Fault]:
    for binding in manifests.of("RoleBinding"):
        role = child(binding, "roleRef")
        if role.get("kind") == "Role" and manifests.named("Role", namespace_of(binding), role.get("name")) is None:
            message = f"'roleRef.name' is {shown(role.get('name'))}; it must name a Role that is there"
            yield Fault("roleRef.name", message, binding)


RULE = SetRule(
    severity="error",
    kinds=("RoleBinding",),
    verify_set=verify,
    sources=["https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding"],
    asked_by={"popeye": ["1300"]},
    rows=["C19"],
    practice="RBAC: least privilege, namespace by namespace",
    satisfy="Nothing to write; kgen writes it so.",
    manifest="In a RoleBinding: `roleRef.name` must be that of a Role in the same namespace.",
)
