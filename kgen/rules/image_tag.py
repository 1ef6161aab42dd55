"""An image bears a version.

`latest`, which is also what no tag means, is another program tomorrow: two copies of one service differ, and nobody can
roll back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import ContainerRule, Fault, Subject, needed

DIGEST = r"@sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})"
TAGGED = rf"^[^@]*:[A-Za-z0-9_][A-Za-z0-9_.-]*(@.*)?$|{DIGEST}$"
LATEST = r":latest(@|$)"

_TAGGED = re.compile(TAGGED)


def _is_versioned(image: Any) -> bool:
    return isinstance(image, str) and ":latest" not in image and _TAGGED.search(image) is not None


def verify(container: Subject) -> Iterator[Fault]:
    image = container.value.get("image")
    if not isinstance(image, str):
        state = "is not set" if image is None else f"is {shown(image)}"
        yield Fault("image", f"'image' {state}; it must name an image and its version, such as cart:1.4.2")
    elif not re.search(TAGGED, image):
        name = re.sub(r"[: ]+$|:[^/]*$", "", image.partition("@")[0].strip()) or "cart"
        yield Fault("image", f"'image' is {shown(image)}; it must bear a version, such as {shown(name + ':1.4.2')}")
    elif re.search(LATEST, image):
        yield Fault("image", f"'image' is {shown(image)}; it must bear a version instead of 'latest'")


RULE = ContainerRule(
    severity="error",
    verify=verify,
    sure={"image": needed(_is_versioned)},
    condition=(
        f"has(container.image) && container.image.matches({json.dumps(TAGGED)}) && !container.image.matches({json.dumps(LATEST)})"
    ),
    sources=["https://kubernetes.io/docs/concepts/containers/images/"],
    asked_by={
        "kube-score": ["container-image-tag"],
        "kube-linter": ["latest-tag"],
        "polaris": ["tagNotSpecified"],
        "checkov": ["CKV_K8S_14"],
        "trivy": ["KSV-0013"],
        "kyverno": ["disallow-latest-tag"],
        "popeye": ["100", "101"],
    },
    rows=["A1"],
    practice="Versioned images, so that every release can be repeated",
    satisfy="`image: registry.acme.dev/shop/cart:1.4.2`.",
    manifest="In every container: `image` must end with a tag that is not `latest`, or with a digest.",
)
