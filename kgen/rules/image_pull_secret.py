"""A pod brings the secret of each registry it pulls from.

Without it the node cannot pull the image, or pulls it only where somebody else did before. Which registry needs which
secret stands in `registries` in kgen.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import CONTAINERS, Fault, PodRule, Subject, maps
from kgen.rules._images import full_name


def _missing(pod: Subject) -> list[str]:
    images = [full_name(str(one.get("image", ""))) for listed in CONTAINERS for one in maps(pod.value, listed)]
    present = [one.get("name") for one in maps(pod.value, "imagePullSecrets")]
    secrets = {
        registry.pull_secret
        for host, registry in pod.environment.registries.items()
        if registry.pull_secret and any(image.startswith(f"{host}/") for image in images)
    }
    return sorted(secrets.difference(map(str, present)))


def harden(pod: Subject) -> None:
    missing = [{"name": name} for name in _missing(pod)]
    found = pod.value.get("imagePullSecrets")
    if missing and (found is None or isinstance(found, list)):
        pod.value["imagePullSecrets"] = [*(found or []), *missing]


def verify(pod: Subject) -> Iterator[Fault]:
    for name in _missing(pod):
        yield Fault("imagePullSecrets", f"'imagePullSecrets' lacks '{name}'; add it, the registry of an image needs it")


RULE = PodRule(
    severity="error",
    when=lambda environment: any(registry.pull_secret for registry in environment.registries.values()),
    harden=harden,
    verify=verify,
    sources=["https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/"],
    asked_by={
        "kyverno": ["require-imagepullsecrets", "add-imagepullsecrets", "add-imagepullsecrets-for-containers-and-initcontainers"],
        "popeye": ["305"],
    },
    rows=["A6"],
    practice="Images from private registries that can be relied on",
    satisfy="`registries: {registry.acme.dev: {pull_secret: acme}}` in kgen.yaml; kgen fills it in.",
    manifest="In the pod: `imagePullSecrets` must name the secret of each registry it pulls from.",
)
