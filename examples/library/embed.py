"""kgen inside another program: two services written in Python, compiled, looked at, and written to a folder.

python embed.py out/
"""

from __future__ import annotations

import sys
from pathlib import Path

import kgen

SERVICES = [
    kgen.Service(
        name="cart",
        image="registry.example.com/shop/cart:2.0.1@sha256:7adfba13c67157595761d66e15782ade1e993710e3f69b960f9ecdee51f7ea1d",
        port=8080,
        health="/healthz",
        scratch=["/var/cache/cart"],
    ),
    kgen.Service(
        name="checkout",
        image="registry.example.com/shop/checkout:1.4.2@sha256:28b89acdce598ba80821fe5a1aac5a26e2228876b006e473a6eff151fb2404c5",
        port=8080,
        health="/healthz",
        calls={"cart": {"env": "CART_ADDR"}},
    ),
]


def main(folder: Path) -> int:
    try:
        build = kgen.build(SERVICES, environment="staging")
    except kgen.Problems as problems:  # everything that is wrong with the specs, each problem with its place
        sys.stderr.write(f"{problems}\n")
        return 2

    # A manifest is a plain dict, found by namespace, kind and name; without a project each service has its own namespace.
    deployment = build.manifests["checkout", "Deployment", "checkout"]
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    for variable in container["env"]:
        sys.stdout.write(f"{variable['name']}={variable['value']}\n")
    for namespace, kind, name in build.manifests:
        sys.stdout.write(f"{namespace}/{name}: {kind}\n")

    for finding in build.findings:
        sys.stdout.write(f"{finding.severity}: {finding.kind} {finding.name}: {finding.message} [{finding.rule}]\n")

    build.write(folder)  # nothing has been written before
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
