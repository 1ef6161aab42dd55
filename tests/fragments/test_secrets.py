"""What is fetched from a secret store, and how its providers are told."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from kgen.fragments.duration import duration
from kgen.fragments.external_secrets import external_secrets
from kgen.fragments.pull_external_secrets import pull_external_secrets
from kgen.fragments.secret_classes import secret_classes
from kgen.fragments.volumes import volumes
from kgen.model.environment import Environment
from tests.fragments.fragment_values import service
from tests.link.graph_helpers import environment

DB = {"db": {"path": "/run/db", "keys": ["user-name", "password"]}}
QUEUE = {"kind": "rabbitmq", "name": "mails", "secret": "mq", "key": "url"}


def operator(**fact: Any) -> Environment:
    return environment(f"secrets: {json.dumps({'external_secrets': {'store': 'vault', **fact}})}\n")


def driver(provider: str, key: str, **parameters: str) -> Environment:
    return environment(f"secrets: {json.dumps({'csi': {'provider': provider, 'key': key, 'parameters': parameters}})}\n")


def fetched(environment: Environment, **written: Any) -> dict[str, Any]:
    """By secret: its keys, or the entry it is taken from."""
    found = external_secrets(service(**written), environment)
    assert not any(each["data"] and each["from"] for each in found)
    return {
        each["name"]: [item["secretKey"] for item in each["data"]] if each["data"] else each["from"][0]["extract"]["key"]
        for each in found
    }


@pytest.mark.parametrize("facts", ["", "secrets: native\n", "secrets: sealed\n"])
def test_what_exists_is_not_made(facts: str) -> None:
    given = service(secrets={"db": "/run/db"})
    facts_of = environment(f"registries: {{acme.dev: {{pull_secret: acme}}}}\n{facts}")
    assert external_secrets(given, facts_of) == secret_classes(given, facts_of) == pull_external_secrets(facts_of) == []


def test_only_what_somebody_asks_for_is_fetched() -> None:
    secrets = {
        "all": {"path": "/run/all", "env": {"A": "a"}},
        "files": {"path": "/run/files", "keys": ["b", "a"], "env": {"C": "c"}},
        "variable": {"env": {"X": "x"}, "keys": ["unused"]},
        "mq": {"path": "/run/mq", "keys": ["user"]},
    }
    found = fetched(operator(key="{secret}"), secrets=secrets, autoscale={"min": 0, "max": 5, "queue": QUEUE})
    assert found == {"all": "all", "files": ["a", "b", "c"], "mq": ["url", "user"], "variable": ["x"]}


def test_a_pattern_leads_to_the_entry_unless_the_spec_does() -> None:
    facts = operator(key="{environment}/{namespace}/{system}/{service}/{secret}")
    secrets = {"db": "/run/db", "other": {"path": "/run/other", "source": "{shared}"}}
    found = fetched(facts, name="cart", system="shop", secrets=secrets)
    assert found == {"db": "production/shop/shop/cart/db", "other": "{shared}"}


def test_each_pull_secret_is_fetched_once() -> None:
    facts = environment(
        "secrets: {external_secrets: {store: vault, pull_key: '{environment}/{namespace}/{secret}'}}\n"
        "registries: {b.dev: {pull_secret: two}, a.dev: {pull_secret: one}, c.dev: {pull_secret: one}, d.dev: {}}\n"
    )
    found = pull_external_secrets(facts)
    assert [each["name"] for each in found] == ["one", "two"]
    assert found[0]["data"][0]["remoteRef"]["key"] == "production/shop/one"


EXPECTED: list[tuple[str, str, Any]] = [
    (
        "vault",
        "secret/data/{secret}",
        [
            {"objectName": "password", "secretPath": "secret/data/db", "secretKey": "password"},
            {"objectName": "user-name", "secretPath": "secret/data/db", "secretKey": "user-name"},
        ],
    ),
    (
        "aws",
        "shop/{secret}",
        [
            {
                "objectName": "shop/db",
                "objectType": "secretsmanager",
                "jmesPath": [
                    {"path": "password", "objectAlias": "password"},
                    {"path": '"user-name"', "objectAlias": "user-name"},
                ],
            }
        ],
    ),
    (
        "gcp",
        "projects/acme/secrets/{secret}-{key}/versions/latest",
        [
            {"resourceName": "projects/acme/secrets/db-password/versions/latest", "path": "password"},
            {"resourceName": "projects/acme/secrets/db-user-name/versions/latest", "path": "user-name"},
        ],
    ),
]


@pytest.mark.parametrize(("provider", "key", "expected"), EXPECTED)
def test_a_provider_is_told_in_its_own_words(provider: str, key: str, expected: Any) -> None:
    [found] = secret_classes(service(name="cart", secrets=DB), driver(provider, key, role="{service}-reader"))
    assert found["name"] == "cart-db"
    assert found["objects"] is None
    assert found["parameters"].pop("role") == "cart-reader"
    [text] = found["parameters"].values()
    assert yaml.safe_load(text) == expected


def test_azure_is_told_in_texts_within_a_text() -> None:
    [found] = secret_classes(service(secrets=DB), driver("azure", "{secret}-{key}"))
    told = [yaml.safe_load(text) for text in yaml.safe_load(found["parameters"]["objects"])["array"]]
    assert told == [
        {"objectName": "db-password", "objectType": "secret", "objectAlias": "password"},
        {"objectName": "db-user-name", "objectType": "secret", "objectAlias": "user-name"},
    ]


def test_no_key_can_break_out_of_its_text() -> None:
    keys = ['a"', "b: c", "d\n- e", "#", "é"]
    [found] = secret_classes(service(secrets={"db": {"path": "/run/db", "keys": keys}}), driver("vault", "x"))
    assert [each["secretKey"] for each in yaml.safe_load(found["parameters"]["objects"])] == sorted(keys)


def test_a_driver_makes_a_secret_only_of_what_is_read_from_there() -> None:
    secrets = {"db": {"path": "/run/db", "keys": ["user", "password"], "env": {"B": "user", "A": "user"}}}
    given = service(name="cart", secrets=secrets)
    facts = driver("vault", "x")
    [found] = secret_classes(given, facts)
    data = [{"key": "user", "objectName": "user"}]
    assert found["objects"] == [{"data": data, "secretName": "db", "type": "Opaque"}]
    attributes = {"secretProviderClass": "cart-db"}
    csi = {"driver": "secrets-store.csi.k8s.io", "readOnly": True, "volumeAttributes": attributes}
    assert volumes(given, facts.secrets)[1:] == [{"csi": csi, "name": "secret-db"}]


@pytest.mark.parametrize(("seconds", "text"), [(60, "1m0s"), (3600, "1h0m0s"), (90061, "25h1m1s"), (45, "45s")])
def test_durations_are_written_as_the_cluster_prints_them(seconds: int, text: str) -> None:
    assert duration(seconds) == text
