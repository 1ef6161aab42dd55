"""The secret that holds a host's certificate."""

from __future__ import annotations


def tls_secret(pattern: str | None, service: str, host: str) -> str:
    """The environment's pattern with `{service}` and `{host}` filled in; `<service>-tls` where there is none.

    A host's leading `*.` becomes `wildcard.`, since the name of an object takes no `*`.
    """
    return (pattern or "{service}-tls").replace("{service}", service).replace("{host}", host.replace("*", "wildcard"))
