"""An Ingress brings no code for its gateway.

Snippets run in the gateway, which holds the certificates of everyone (CVE-2021-25742).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kgen.findings import shown
from kgen.rules import Fault, ObjectRule, Subject, child

NGINX = "nginx.ingress.kubernetes.io/"
FILES = r"_by_lua|(^|[\s;])(alias|root)\s[^;]*;|/etc/(passwd|shadow|group|nginx|ingress-controller)|/var/run/secrets"
CODE = r"(?i)snippet|(^|[^a-z])lua([^a-z]|$)|nginx\.ingress\.kubernetes\.io/(server-alias|auth-url|configuration)"


def verify(ingress: Subject) -> Iterator[Fault]:
    for key, value in child(ingress.value, "metadata", "annotations").items():
        if re.search(CODE, str(key)):
            yield Fault(f"metadata.annotations['{key}']", f"{shown(key)} puts settings into the gateway itself; leave it out")
        elif str(key).startswith(NGINX) and re.search(FILES, str(value)):
            yield Fault(f"metadata.annotations['{key}']", f"{shown(key)} leads to files of the gateway itself; leave it out")


RULE = ObjectRule(
    severity="error",
    kinds=("Ingress",),
    verify=verify,
    condition=(
        f"!has(object.metadata.annotations) || object.metadata.annotations.all(k, !k.matches({json.dumps(CODE)}) && "
        f"(!k.startsWith('{NGINX}') || !object.metadata.annotations[k].matches({json.dumps(FILES)})))"
    ),
    sources=["https://github.com/kubernetes/ingress-nginx/issues/7837"],
    asked_by={
        "checkov": ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"],
        "trivy": ["KCV-0093"],
        "kubescape": ["C-0059", "C-0292"],
        "kyverno": [
            "disallow-ingress-nginx-custom-snippets",
            "restrict-annotations",
            "restrict-ingress-paths",
            "check-ingress-nginx-controller-version-and-annotation-policy",
        ],
    },
    rows=["G13"],
    practice="One way in, encrypted",
    satisfy=(
        "Nothing to write; no field of a spec leads there, only a patch does. What the gateway is to do has fields of its "
        "own in `expose`."
    ),
    manifest="In an Ingress: no annotation may hold snippets, Lua, or paths into the gateway.",
)
