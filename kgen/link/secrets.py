"""What the secrets of services ask of the place they come from, and of each other."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.fragments._secrets import source_of, synced_keys, wanted_keys
from kgen.link.member import Member
from kgen.model.container import Secret
from kgen.model.secrets import Secrets
from kgen.problems import Path, Problem
from kgen.validate.secrets import PER_KEY

Made = dict[tuple[str, str], str]
"""Who makes each Secret, by namespace and name."""


def secrets(member: Member, made: Made) -> Iterator[Problem]:
    """Secrets that cannot be fetched as they are declared, and those that two services of a namespace would make."""
    facts = member.environment.secrets
    service = member.service
    if facts is None or not (facts.external_secrets or facts.csi):
        return
    for name, secret in service.secrets.items():
        path: Path = ("secrets", name)
        if path in member.left_out:
            continue
        yield from _patterned(member, secret, facts)
        if facts.csi:
            yield from _files(member, secret, facts)
        if facts.external_secrets or synced_keys(service, secret):
            yield from _once(member, secret, made)


def _patterned(member: Member, secret: Secret, facts: Secrets) -> Iterator[Problem]:
    """Each pattern that the secret follows can be filled in."""
    fact = facts.external_secrets or facts.csi
    assert fact
    patterns = [] if secret.source else [fact.key]
    patterns += facts.csi.parameters.values() if facts.csi else ()
    if any("{system}" in pattern for pattern in patterns) and not member.service.system and not member.lacks("system"):
        message = "'system' is missing; kgen.yaml makes the keys of secrets from it"
        yield member.origin.problem((), message, "missing-field", hint="system: shop")


def _files(member: Member, secret: Secret, facts: Secrets) -> Iterator[Problem]:
    """A driver fetches keys one by one, and only while a pod mounts them."""
    path: Path = ("secrets", secret.name)
    where = f"environment '{member.environment.name}'"
    assert facts.csi
    if not secret.path:
        message = f"'{secret.name}' needs a 'path': in {where} it is only there while a pod mounts its files"
        hint = f"path: /run/secrets/{secret.name}"
        yield member.origin.problem(path, message, "missing-field", hint=hint, key=True)
    keys = wanted_keys(member.service, secret)
    if not keys:
        message = f"'{secret.name}' needs its 'keys': in {where} they are fetched one by one"
        hint = f"secrets: {{{secret.name}: {{path: {secret.path}, keys: [password]}}}}"
        yield member.origin.problem(path, message, "missing-field", hint=hint, key=True)
    if facts.csi.provider in PER_KEY and secret.source and len(keys) > 1 and "{key}" not in secret.source:
        message = f"in {where} each key is kept on its own, so '{{key}}' must stand in 'source'"
        yield member.origin.problem((*path, "source"), message, "secret-key", hint=f"such as {secret.source}-{{key}}")


def _once(member: Member, secret: Secret, made: Made) -> Iterator[Problem]:
    """A Secret has one maker: two of them would undo each other's work for ever."""
    name, namespace = secret.name, member.namespace
    first = made.setdefault((namespace, name), member.name)
    if first == member.name and name not in _pulled(member):
        return
    if name in _pulled(member):
        message = f"'{name}' is the secret with which the pods of '{namespace}' pull their images; give it another name"
        yield member.origin.problem(("secrets", name), message, "same-object", key=True)
        return
    source = source_of(member.service, secret, member.environment)
    hint = f"give it a name of its own: secrets: {{{member.name}-{name}: {{source: {source}, …}}}}"
    message = f"'{first}' and '{member.name}' would both make the Secret '{name}' in '{namespace}'"
    yield member.origin.problem(("secrets", name), message, "same-object", hint=hint, key=True)


def _pulled(member: Member) -> set[str]:
    facts = member.environment
    if not facts.secrets or not facts.secrets.external_secrets:
        return set()
    return {registry.pull_secret for registry in facts.registries.values() if registry.pull_secret}
