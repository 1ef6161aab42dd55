"""An image comes from a registry that the project or environment names.

Whoever can name any registry can run any program. The list `registries` in kgen.yaml says where images may come from;
without one, every registry may be used. An image without a host comes from docker.io.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kgen.findings import shown
from kgen.rules import ContainerRule, Fault, Subject
from kgen.rules._images import full_name

if TYPE_CHECKING:
    from kgen.model.environment import Environment


def verify(container: Subject) -> tuple[Fault, ...]:
    registries = container.environment.registries
    image = container.value.get("image")
    if not isinstance(image, str) or full_name(image).startswith(tuple([f"{registry}/" for registry in registries])):
        return ()
    named = ", ".join(shown(registry) for registry in sorted(registries))
    return (Fault("image", f"'image' is {shown(image)}; it must come from {named}"),)


FULL_NAME = (
    "container.image.matches('^([^/]*[.:][^/]*|localhost)/') ? container.image : "
    "container.image.contains('/') ? 'docker.io/' + container.image : 'docker.io/library/' + container.image"
)


def stated(environment: Environment) -> str:
    prefixes = [f"{registry}/" for registry in sorted(environment.registries)]
    return f"!has(container.image) || {json.dumps(prefixes)}.exists(prefix, ({FULL_NAME}).startsWith(prefix))"


RULE = ContainerRule(
    severity="error",
    when=lambda environment: bool(environment.registries),
    verify=verify,
    stated=stated,
    sources=[
        "https://kubernetes.io/docs/concepts/containers/images/",
        "https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF",
    ],
    asked_by={
        "trivy": ["KSV-0125", "KSV-0032", "KSV-0033", "KSV-0034", "KSV-0035"],
        "kubescape": ["C-0001", "C-0078"],
        "kyverno": [
            "restrict-image-registries",
            "allowed-image-repos",
            "advanced-restrict-image-registries",
            "prepend-registry",
            "replace-image-registry",
            "replace-image-registry-with-harbor",
        ],
        "popeye": ["113"],
    },
    rows=["A4"],
    practice="Images from private registries that can be relied on",
    satisfy="`image` from one of the `registries` in kgen.yaml, or one more there.",
    manifest="In every container: `image` must begin with one of the registries of the environment.",
)
