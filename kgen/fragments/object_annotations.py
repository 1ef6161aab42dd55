"""The annotations of an object."""

from __future__ import annotations

from collections.abc import Mapping


def object_annotations(contact: str | None, further: Mapping[str, str]) -> dict[str, str] | None:
    """How to reach the team, and the service's further annotations on top; None if there are neither.

    An address goes under `email`, which kube-linter asks for (`required-annotation-email`), anything else under
    `kgen.dev/contact`.
    """
    if not contact:
        return dict(further) or None
    user, at, domain = contact.partition("@")
    address = bool(user and at and "." in domain) and " " not in contact
    return {"email" if address else "kgen.dev/contact": contact, **further}
