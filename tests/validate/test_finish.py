"""What was left to others is filled in."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.layer.fullform import full_form
from kgen.model.service import Service
from kgen.validate.finish import finish


def finished(**fields: Any) -> Service:
    return finish(Service.model_validate(full_form(Service, {"name": "a", "image": "a:1", **fields}, [])))


@pytest.mark.parametrize(
    ("fields", "replicas"),
    [({}, 3), ({"replicas": 5}, 5), ({"singleton": True}, 1), ({"autoscale": {"max": 9}}, None), ({"replicas": 0}, 0)],
)
def test_copies(fields: dict[str, Any], replicas: int | None) -> None:
    assert finished(**fields).replicas == replicas


@pytest.mark.parametrize(
    ("name", "written", "port"),
    [
        ("http", 80, (80, 80, "http")),
        ("http-admin", "80:8080", (8080, 80, "http")),
        ("grpc", 9000, (9000, 9000, "grpc")),
        ("udp-dns", 53, (53, 53, "udp")),
        ("httpx", 80, (80, 80, "tcp")),
        ("http", {"port": 80, "protocol": "tcp"}, (80, 80, "tcp")),
    ],
)
def test_ports(name: str, written: Any, port: tuple[int, int, str]) -> None:
    found = finished(ports={name: written}, sidecars={"p": {"image": "a:1", "ports": {name: written}}})
    for each in (found.ports[name], found.sidecars["p"].ports[name]):
        assert (each.port, each.published, each.protocol) == port


def test_what_is_said_for_both_probes() -> None:
    health = finished(ports={"http": 80}, health={"path": "/a", "every": "5s", "ready": {"path": "/b", "every": 1}}).health
    assert health and health.live and health.ready
    assert (health.live.every, health.ready.every, health.ready.path) == (5, 1, "/b")


def test_grpc_for_both_probes() -> None:
    health = finished(ports={"grpc": 80}, health={"grpc": True, "live": {"path": "/a"}}).health
    assert health and health.live and health.ready
    assert (health.live.grpc, health.ready.grpc) == (False, True)
