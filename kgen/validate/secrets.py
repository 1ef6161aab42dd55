"""What the fact `secrets` of an environment must fulfil beyond its types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgen.fragments.secret_classes import OBJECTS
from kgen.model.environment import Environment
from kgen.model.secrets import SecretsDriver
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import shortened

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

_OF_SECRET = ("environment", "namespace", "secret", "service", "system")
_OF_PULL_SECRET = ("environment", "namespace", "secret")

PER_KEY = ("azure", "gcp")
"""Providers that keep each key of a secret under a name of its own."""

_MOST = 10
"""Placeholders that are spoken of; more would help nobody."""


def secrets_problems(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    """Sources that exclude each other, and patterns that nothing can be made from."""
    secrets, at = environment.secrets, (*path, "secrets")
    if secrets is None:
        return
    if secrets.external_secrets and secrets.csi:
        yield origin.problem((*at, "csi"), "'external_secrets' and 'csi' exclude each other", "exclusive", key=True)
    if secrets.external_secrets:
        below: Path = (*at, "external_secrets")
        yield from _pattern(secrets.external_secrets.key, _OF_SECRET, (*below, "key"), origin)
        yield from _pattern(secrets.external_secrets.pull_key, _OF_PULL_SECRET, (*below, "pull_key"), origin)
    if secrets.csi:
        yield from _driver(secrets.csi, (*at, "csi"), origin)


def _driver(driver: SecretsDriver, path: Path, origin: Origin) -> Iterator[Problem]:
    per_key = driver.provider in PER_KEY
    yield from _pattern(driver.key, (*_OF_SECRET, "key") if per_key else _OF_SECRET, (*path, "key"), origin)
    if per_key and "{key}" not in driver.key:
        message = f"'{driver.provider}' keeps each key of a secret on its own, so '{{key}}' must stand in its pattern"
        yield origin.problem((*path, "key"), message, "secret-key", hint=f"such as {driver.key}-{{key}}")
    for name, pattern in driver.parameters.items():
        if name == OBJECTS[driver.provider]:
            message = f"'{name}' is written by kgen, from the secrets of each service"
            yield origin.problem((*path, "parameters", name), message, "secret-key", hint="leave it out", key=True)
        else:
            yield from _pattern(pattern, _OF_SECRET, (*path, "parameters", name), origin)


def _pattern(pattern: str, known: tuple[str, ...], path: Path, origin: Origin) -> Iterator[Problem]:
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in known]
    for name in list(dict.fromkeys(unknown))[:_MOST]:
        hint = f"one of: {', '.join(f'{{{one}}}' for one in sorted(known))}"
        message = f"'{{{shortened(name)}}}' is nothing that a key of the secret store can be made from"
        yield origin.problem(path, message, "secret-key", hint=hint)
