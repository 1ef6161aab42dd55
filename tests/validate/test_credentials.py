"""What is a credential, and what only bears the name of one. None of the values below ever opened anything."""

from __future__ import annotations

import pytest

from kgen.load import parse
from kgen.model.service import Service
from kgen.validate.credentials import credentials

SERVICE = Service(name="cart", image="a:1")


def found(name: str, value: str) -> bool:
    data = {"env": {name: {"value": value}}}
    return bool(list(credentials(SERVICE, data, parse("a: b", "x.yaml")[0])))


@pytest.mark.parametrize(
    "value",
    [
        "-----BEGIN PRIVATE KEY-----",
        "x -----BEGIN RSA PRIVATE KEY-----\nabc",
        "AKIA" + "A" * 16,
        "token=ASIA" + "0" * 16,
        "ghp_" + "a" * 36,
        "github_pat_" + "a" * 30,
        "glpat-" + "a" * 20,
        "xoxb-" + "1" * 12,
        "sk_live_" + "a" * 24,
        "AIza" + "a" * 35,
        "eyaaaaaaaaaa.eyaaaaaaaaaa.aaaaaaaaaaaa",
        "Bearer eyaaaaaaaaaa.eyaaaaaaaaaa.aaaaaaaaaaaa",
        "postgres://user:pass@db/shop",
        "s3://key:secret@bucket",
        "see https://u:p@host",
        "redis://:pass@cache:6379",
    ],
)
def test_a_credential_under_any_name(value: str) -> None:
    assert found("SETTING", value)


@pytest.mark.parametrize(
    "value",
    [
        "postgres://user@db/shop",
        "postgres://user:$(DB_PASSWORD)@db/shop",
        "https://shop.acme.dev:8080/a@b",
        "AKIA is how they begin",
        "-----BEGIN CERTIFICATE-----",
        "monkey.ey.x",
        "a://b",
        "mail@acme.dev",
        "",
    ],
)
def test_no_credential(value: str) -> None:
    assert not found("SETTING", value)


@pytest.mark.parametrize("name", ["DB_PASSWORD", "password", "API_KEY", "AWS_SECRET_ACCESS_KEY", "TOKEN", "CREDENTIALS", "PWD"])
@pytest.mark.parametrize("value", ["hunter2", "p@ss!word", "abc123def", "Tr0ub4dor&3"])
def test_a_password_under_its_name(name: str, value: str) -> None:
    assert found(name, value)


@pytest.mark.parametrize(
    "value", ["/run/secrets/db", "300", "1.5", "30s", "true", "https://acme.dev/token", "db:5432", "$(OTHER)", "", "none"]
)
def test_harmless_under_the_name_of_a_password(value: str) -> None:
    assert not found("DB_PASSWORD", value)


@pytest.mark.parametrize("name", ["TOKEN_TTL", "PASSWORD_FILE", "SECRETS_PATH", "KEYBOARD", "MODE"])
def test_other_names(name: str) -> None:
    assert not found(name, "hunter2")
