"""At least one wall of Linux stands around each container.

Dropped capabilities, seccomp, AppArmor or SELinux: one may be exempted for a program that needs it, but never all together.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import ContainerRule, Fault, Subject, child, needed

PROFILES = ("seccompProfile", "appArmorProfile")
CONFINED = ("RuntimeDefault", "Localhost")


def verify(container: Subject) -> Iterator[Fault]:
    own, shared = child(container.value, "securityContext"), child(container.pod, "securityContext")
    labels = [*child(own, "seLinuxOptions").values(), *child(shared, "seLinuxOptions").values()]
    if child(own, "capabilities").get("drop") or any(label is not None for label in labels):
        return
    for profile in PROFILES:
        owner = own if own.get(profile) is not None else shared
        if child(owner, profile).get("type") in CONFINED:
            return
    yield Fault(
        "securityContext",
        "'securityContext' drops no capability and has no seccomp, AppArmor or SELinux profile; it must have one of them",
    )


def _profile(key: str) -> str:
    at = f"securityContext.{key}"
    own, shared = f"container.{at}", f"variables.pod.{at}"
    return (
        f"(has(container.securityContext) && has({own}) ? has({own}.type) && {own}.type in {list(CONFINED)!r} : "
        f"has(variables.pod.securityContext) && has({shared}) && has({shared}.type) && {shared}.type in {list(CONFINED)!r})"
    )


RULE = ContainerRule(
    severity="warning",
    verify=verify,
    sure={"securityContext.capabilities.drop": needed(bool)},
    condition=(
        "(has(container.securityContext) && has(container.securityContext.capabilities) && "
        "has(container.securityContext.capabilities.drop) && size(container.securityContext.capabilities.drop) > 0) || "
        "(has(container.securityContext) && has(container.securityContext.seLinuxOptions) && "
        "size(container.securityContext.seLinuxOptions) > 0) || "
        "(has(variables.pod.securityContext) && has(variables.pod.securityContext.seLinuxOptions) && "
        "size(variables.pod.securityContext.seLinuxOptions) > 0) || " + " || ".join(map(_profile, PROFILES))
    ),
    sources=["https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/"],
    asked_by={"polaris": ["linuxHardening"], "kubescape": ["C-0055"]},
    rows=["B15"],
    through=("dropped-capabilities", "seccomp-profile"),
    practice="Pod security: no privileges, nothing of the node",
    satisfy="Nothing to write; kgen writes it so.",
    manifest=(
        "In every container: drop `capabilities`, or have a `seccompProfile`, an `appArmorProfile` or `seLinuxOptions`, "
        "there or in its pod."
    ),
)
