"""Who makes a Secret, as services of one namespace see it."""

from __future__ import annotations

import pytest

from tests.link.graph_helpers import said

CART = "name: cart\nsystem: shop\nsecrets: {db: /run/secrets/db}\n"
WEB = "name: web\nsystem: shop\nsecrets: {db: /run/secrets/db}\n"
VAULT = "csi: {provider: vault, key: 'shop/{secret}'}"


@pytest.mark.parametrize("facts", ["", "secrets: native\n", "secrets: sealed\n"])
def test_secrets_that_exist_are_shared(facts: str) -> None:
    assert said(CART, WEB, facts=facts) == []


def test_a_secret_that_an_operator_makes_has_one_maker() -> None:
    [found] = said(CART, WEB, facts="secrets: {external_secrets: vault}\n")
    assert found == (
        "web.yaml:3:11: 'cart' and 'web' would both make the Secret 'db' in 'shop' [same-object]\n"
        "  3 | secrets: {db: /run/secrets/db}\n"
        "    |           ^^ give it a name of its own: secrets: {web-db: {source: shop/web/db, …}}"
    )


def test_files_that_a_driver_fetches_are_shared() -> None:
    specs = [spec.replace("/run/secrets/db", "{path: /run/db, keys: [user]}") for spec in (CART, WEB)]
    assert said(*specs, facts=f"secrets: {{{VAULT}}}\n") == []


def test_a_secret_that_a_driver_makes_for_a_variable_has_one_maker() -> None:
    specs = [spec.replace("/run/secrets/db", "{path: /run/db, keys: [user], env: {A: user}}") for spec in (CART, WEB)]
    found = said(*specs, facts=f"secrets: {{{VAULT}}}\n")
    assert [message.split("\n")[0] for message in found] == [
        "web.yaml:3:11: 'cart' and 'web' would both make the Secret 'db' in 'shop' [same-object]"
    ]


def test_a_pattern_over_the_system_asks_for_none_where_every_secret_names_its_source() -> None:
    named = "name: cart\nsecrets: {db: {path: /run/db, source: shared/db}}\n"
    assert said(named, facts="secrets: {external_secrets: vault}\n") == []
