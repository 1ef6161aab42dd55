"""How a new version takes the place of the old one."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.fragments.deployment_strategy import deployment_strategy
from kgen.model.service import Service
from kgen.problems import Origin, Problem

_NOTHING = ("0", "0%")


def rolling(service: Service, origin: Origin) -> Iterator[Problem]:
    """Rollouts that can never begin, and new versions that are the old one."""
    surge, unavailable = service.rollout.surge, service.rollout.unavailable
    if _goes_first(service):
        for field in [name for name in ("surge", "unavailable") if getattr(service.rollout, name) is not None]:
            message = f"'{field}' has no meaning here: a single copy ends before the next one begins"
            yield origin.problem(("rollout", field), message, "exclusive", hint="leave it out", key=True)
    elif surge in _NOTHING and unavailable in (None, *_NOTHING):
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


def _goes_first(service: Service) -> bool:
    """Whether there is one copy of which no second one may run meanwhile."""
    try:
        return deployment_strategy(service) == "Recreate"
    except ValueError:  # several copies of a volume for one node: a problem of its own
        return False
