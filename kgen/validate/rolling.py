"""How a new version takes the place of the old one."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.model.service import Service
from kgen.problems import Origin, Problem

_NOTHING = ("0", "0%")


def rolling(service: Service, origin: Origin) -> Iterator[Problem]:
    """Rollouts that can never begin, and new versions that are the old one."""
    surge, unavailable = service.rollout.surge, service.rollout.unavailable
    if surge in _NOTHING and unavailable in (None, *_NOTHING):
        message = "a rollout that may neither add nor take away a copy never begins; allow one of them"
        yield origin.problem(("rollout", "surge"), message, "out-of-range", hint="rollout: {surge: 0, unavailable: 1}")
    if service.canary and service.canary.image == service.image:
        yield origin.problem(("canary", "image"), "the canary's image is that of the service", "same-image")
    if service.canary and service.singleton:
        message = "'canary' and 'singleton' exclude each other: never more than one copy runs"
        yield origin.problem(("canary",), message, "exclusive", key=True)
    if service.canary and service.selector:
        message = "'canary' and 'selector' exclude each other: labels taken over do not tell the versions apart"
        yield origin.problem(("canary",), message, "exclusive", key=True)
