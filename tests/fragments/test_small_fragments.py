"""The small fragments, each by examples."""

from __future__ import annotations

from typing import Any

import pytest

from kgen.fragments.autoscale_metrics import autoscale_metrics
from kgen.fragments.by_name import by_name
from kgen.fragments.container_limits import container_limits
from kgen.fragments.container_ports import container_ports
from kgen.fragments.deployment_strategy import deployment_strategy
from kgen.fragments.exposed_port import exposed_port
from kgen.fragments.image_version import image_version
from kgen.fragments.init_of import init_of
from kgen.fragments.joined import joined
from kgen.fragments.object_annotations import object_annotations
from kgen.fragments.pull_secrets import pull_secrets
from kgen.fragments.quota import quota
from kgen.fragments.selector import selector
from kgen.fragments.service_selector import service_selector
from kgen.fragments.sidecars_of import sidecars_of
from kgen.fragments.stated import stated
from kgen.fragments.tls_secret import tls_secret
from kgen.fragments.with_labels import with_labels
from kgen.fragments.with_selector import with_selector
from kgen.model.environment import Environment, Registry
from kgen.model.service import Autoscale
from tests.fragments.fragment_values import model, ports, service

NAME = "app.kubernetes.io/name"
INSTANCE = "app.kubernetes.io/instance"


@pytest.mark.parametrize(
    ("image", "version"),
    [
        ("cart:1.4.2", "1.4.2"),
        ("registry:5000/shop/cart:v1@sha256:" + "1" * 64, "v1"),
        ("registry:5000/shop/cart@sha256:" + "1" * 64, None),
        ("cart:_1.0_", "1.0"),
        ("cart:" + "1" * 62 + ".2", "1" * 62),
        ("cart:___", None),
    ],
)
def test_image_version(image: str, version: str | None) -> None:
    assert image_version(image) == version


@pytest.mark.parametrize(
    ("image", "secrets"),
    [
        ("cart:1", ["hub"]),
        ("acme/cart:1", ["hub"]),
        ("docker.io/acme/cart:1", ["hub"]),
        ("registry.acme.dev/shop/cart:1", ["shop"]),
        ("registry.acme.dev/shop/a/cart:1@sha256:" + "1" * 64, ["shop"]),
        ("registry.acme.dev/shopping/cart:1", ["acme"]),
        ("registry.acme.dev/cart:1", ["acme"]),
        ("registry.acme.dev.evil.org/shop/cart:1", None),
        ("localhost/cart:1", None),
        ("registry.acme.dev:5000/cart:1", None),
        ("open.acme.dev/cart:1", None),
    ],
)
def test_pull_secrets(image: str, secrets: list[str] | None) -> None:
    found = {"docker.io": "hub", "registry.acme.dev": "acme", "registry.acme.dev/shop/": "shop", "open.acme.dev": None}
    registries = {key: Registry(pull_secret=secret) for key, secret in found.items()}
    expected = [{"name": name} for name in secrets] if secrets else None
    assert pull_secrets(service(image=image), registries) == expected


def test_pull_secrets_of_all_containers() -> None:
    registries = {host: Registry(pull_secret=host[0]) for host in ("a.dev", "b.dev", "c.dev")}
    helpers = {"init": {"x": {"image": "b.dev/x:1"}}, "sidecars": {"z": {"image": "a.dev/y:1"}}}
    assert pull_secrets(service(image="c.dev/z:1", **helpers), registries) == [{"name": "a"}, {"name": "b"}, {"name": "c"}]


@pytest.mark.parametrize(
    ("contact", "annotations"),
    [
        (None, None),
        ("shop@acme.dev", {"email": "shop@acme.dev"}),
        ("#shop", {"kgen.dev/contact": "#shop"}),
        ("@shop", {"kgen.dev/contact": "@shop"}),
        ("call a@b.dev now", {"kgen.dev/contact": "call a@b.dev now"}),
    ],
)
def test_object_annotations(contact: str | None, annotations: dict[str, str] | None) -> None:
    assert object_annotations(contact, {}) == annotations
    assert object_annotations(contact, {"a": "b"}) == {**(annotations or {}), "a": "b"}


def test_labels_of_objects() -> None:
    own = {NAME: "cart", INSTANCE: "cart", "owner": "shop"}
    assert with_labels(own, {"owner": "mail", NAME: "cart"}) == {**own, "owner": "mail"}
    assert with_labels(own, {}, version="1") == {**own, "app.kubernetes.io/version": "1"}
    message = f"'{INSTANCE}' identifies the service as 'cart' and cannot be changed by 'labels'; remove it there"
    with pytest.raises(ValueError, match=f"^{message}$"):
        with_labels(own, {INSTANCE: "blue"})


def test_labels_of_pods() -> None:
    own = {NAME: "cart", INSTANCE: "cart"}
    assert with_selector(own, None) == own
    assert with_selector(own, {"app": "c", INSTANCE: "blue"}) == {NAME: "cart", INSTANCE: "blue", "app": "c"}
    message = f"'selector' wants '{NAME}: c', but others reach the pods as 'cart'; use one name"
    with pytest.raises(ValueError, match=f"^{message}$"):
        with_selector(own, {NAME: "c"})


def test_selectors() -> None:
    assert selector(service()) == {NAME: "cart", INSTANCE: "cart"}
    assert service_selector(service()) == {NAME: "cart"}
    taken_over = service(selector={"app": "cart"})
    assert selector(taken_over) == service_selector(taken_over) == {"app": "cart"}


def test_container_ports() -> None:
    assert container_ports({}) is None
    assert container_ports(ports(udp=5000, http="80:8080")) == [
        {"containerPort": 8080, "name": "http", "protocol": "TCP"},
        {"containerPort": 5000, "name": "udp", "protocol": "UDP"},
    ]


@pytest.mark.parametrize(
    ("written", "strategy"),
    [
        ({}, None),
        ({"singleton": True}, "Recreate"),
        ({"replicas": 1, "volumes": {"a": {"path": "/a", "size": "1Gi"}}}, "Recreate"),
        ({"replicas": 0, "volumes": {"a": {"path": "/a", "size": "1Gi"}}}, "Recreate"),
        ({"volumes": {"a": {"path": "/a", "size": "1Gi", "access": "ReadWriteMany"}}}, None),
        ({"volumes": {"a": {"path": "/a", "claim": "a"}}}, None),
    ],
)
def test_deployment_strategy(written: dict[str, Any], strategy: str | None) -> None:
    assert deployment_strategy(service(**written)) == strategy


@pytest.mark.parametrize("copies", [{"replicas": 2}, {"replicas": None, "autoscale": {"max": 5}}])
def test_copies_cannot_share_a_volume_of_one_node(copies: dict[str, Any]) -> None:
    message = (
        "^volume 'a' can be used by one node at a time, but several copies run; "
        "use 'blueprint: stateful' \\(a volume for each\\), 'singleton: true' or 'access: ReadWriteMany'$"
    )
    with pytest.raises(ValueError, match=message):
        deployment_strategy(service(**copies, volumes={"a": {"path": "/a", "size": "1Gi"}}))


@pytest.mark.parametrize(
    ("written", "port"),
    [
        ({"ports": {"admin": 9000, "http": 8080}}, "http"),
        ({"ports": {"admin": 9000, "grpc-api": 8080}}, "grpc-api"),
        ({"ports": {"admin": 9000, "other": 8080}}, "admin"),
        ({"ports": {"admin": 9000, "http": 8080}, "expose": {"host": "a.dev", "port": "admin"}}, "admin"),
    ],
)
def test_exposed_port(written: dict[str, Any], port: str) -> None:
    assert exposed_port(service(**written)).name == port


def test_exposed_port_must_exist() -> None:
    with pytest.raises(ValueError, match=r"^'expose' names no port that the service has; its ports are: http$"):
        exposed_port(service(ports={"http": 1024}, expose={"host": "a.dev", "port": "https"}))
    with pytest.raises(ValueError, match=r"^'expose' names no port that the service has; its ports are: none$"):
        exposed_port(service(expose="a.dev"))


def test_autoscale_metrics() -> None:
    found = autoscale_metrics(model(Autoscale, {"max": 5, "cpu": None, "memory": 80}))
    target = {"type": "Utilization", "averageUtilization": 80}
    assert found == [{"type": "Resource", "resource": {"name": "memory", "target": target}}]
    with pytest.raises(ValueError, match=r"^'autoscale' aims at neither cpu nor memory; give one of them$"):
        autoscale_metrics(model(Autoscale, {"max": 5, "cpu": None}))


def test_tls_secret() -> None:
    assert tls_secret(None, "cart", "a.dev") == "cart-tls"
    assert tls_secret("{host}-{service}-{name}", "cart", "*.a.dev") == "wildcard.a.dev-cart-{name}"


def test_stated() -> None:
    assert stated("a", "gateway.name") == "a"
    message = r"^the environment does not state the fact 'gateway.name'; add it to the environment in kgen.yaml$"
    with pytest.raises(ValueError, match=message):
        stated(None, "gateway.name")


def test_lists() -> None:
    assert by_name({"b": 1, "a": 2}) == [2, 1]
    assert joined(["b"], None, [], ["a"]) == ["b", "a"]
    assert joined(None, []) is None


def test_init_containers() -> None:
    given = service(init={"b": {"image": "a/b:1"}, "a": {"image": "a/a:1"}})
    assert [container.name for container in init_of(given)] == ["a", "b"]
    with pytest.raises(ValueError, match=r"^the container 'cart' bears the name of the program; give it another$"):
        init_of(service(init={"cart": {"image": "a/b:1"}}))
    message = r"^the container 'b' runs to its end and cannot be asked for its health; remove 'health' there$"
    with pytest.raises(ValueError, match=message):
        init_of(service(init={"b": {"image": "a/b:1", "health": {"live": ["true"]}}}))


def test_sidecars() -> None:
    old, now = Environment(kubernetes="1.28"), Environment(kubernetes="1.29")
    given = service(sidecars={"b": {"image": "a/b:1"}, "a": {"image": "a/a:1"}})
    assert [container.name for container in sidecars_of(given, now)] == ["a", "b"]
    assert sidecars_of(service(), old) == []
    message = r"^'sidecars' need Kubernetes 1.29, but the environment has 1.28; make it a service$"
    with pytest.raises(ValueError, match=message):
        sidecars_of(given, old)
    for written in (
        {"sidecars": {"cart": {"image": "a/b:1"}}},
        {"init": {"b": {"image": "a/b:1"}}, "sidecars": {"b": {"image": "a/b:1"}}},
    ):
        [name] = written["sidecars"]
        with pytest.raises(ValueError, match=f"^two containers of the pod bear the name '{name}'; give one of them another$"):
            sidecars_of(service(**written), now)


def test_quota() -> None:
    assert quota({"cpu": "1", "memory": "4Gi"}, {"cpu": "4100m", "memory": "1Mi", "ephemeral-storage": "1Gi"}) == {
        "limits.cpu": "6",
        "limits.memory": "1Gi",
        "requests.cpu": "2",
        "requests.memory": "5Gi",
    }
    assert quota({}, {"memory": "1Gi"}) == {"limits.memory": "2Gi"}


def test_container_limits() -> None:
    usual = container_limits({"cpu": "1", "memory": "1Gi", "ephemeral-storage": "1Gi"})
    assert usual["max"] == {"cpu": "4", "memory": "8Gi", "ephemeral-storage": "4Gi"}
    larger = container_limits({"memory": "8193Mi", "ephemeral-storage": "1Gi"})
    assert larger["max"] == {"memory": "9Gi", "ephemeral-storage": "4Gi"}
    assert larger["default"] == {"memory": "256Mi", "ephemeral-storage": "256Mi"}
    assert set(usual) == {"default", "defaultRequest", "max", "min", "type"}
