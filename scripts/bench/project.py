"""A project of so many services, each of which makes about a dozen manifests."""

from __future__ import annotations

from pathlib import Path

_PROJECT = """\
registries: [registry.example.com]
defaults: {system: shop, owner: shop, contact: shop@example.com}
exemptions: {image-digest: {reason: benchmark, owner: shop}}
environments:
  production:
    kubernetes: "1.33"
    namespace: "{system}"
    gateway: {name: public, namespace: gateways, pods: {app: gateway}}
    api_server: [10.0.0.1/32]
    monitoring: {namespace: monitoring}
"""

_SPEC = """\
name: service-{n:05}
image: registry.example.com/shop/service-{n:05}:1.{n}.0
port: 8080
command: [/bin/service, --listen, ":8080"]
cpu: 100m..200m
memory: 128Mi
autoscale: {{min: 3, max: 9, cpu: 70}}
health:
  live: /livez
  ready: /readyz
env:
  LOG_LEVEL: info
  REGION: eu-west-{n}
  FEATURE: "on"
config:
  /etc/service/config.yaml:
    text: |
      name: service-{n:05}
      workers: 4
secrets:
  service-{n:05}-db: /run/secrets/db
calls:
{calls}
expose: service-{n:05}.example.com
permissions:
  configmaps: [get, list, watch]
scratch: [/var/cache/service]
"""


def write_project(folder: Path, services: int) -> None:
    """kgen.yaml and the specs, each calling up to three others."""
    (folder / "services").mkdir(parents=True)
    (folder / "kgen.yaml").write_text(_PROJECT)
    for n in range(services):
        called = sorted({(n + 1) % services, (n + 7) % services, (n * 3) % services} - {n})
        calls = "\n".join(f"  service-{c:05}: SERVICE_{c}_ADDR" for c in called) or "  {}"
        (folder / "services" / f"service-{n:05}.yaml").write_text(_SPEC.format(n=n, calls=calls))
