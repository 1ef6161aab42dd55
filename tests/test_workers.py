"""How many processes a build takes by itself: as many as it may use, once there is enough for them to do."""

from __future__ import annotations

import os
from typing import Any, cast

import pytest

from kgen.link.work import Work
from kgen.workers import workers


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system does not say which processors may be used")
@pytest.mark.parametrize(
    ("jobs", "services", "usable", "expected"),
    [(0, 99, 4, None), (0, 100, 4, 4), (0, 100, 1, None), (0, 5000, 64, 8), (3, 1, 1, 3), (1, 5000, 4, None)],
)
def test_processes(jobs: int, services: int, usable: int, expected: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(usable)))
    work = Work(cast(Any, None), cast(Any, range(services)))
    with workers(jobs, work) as executor:
        assert (cast(Any, executor)._max_workers if executor else None) == expected
