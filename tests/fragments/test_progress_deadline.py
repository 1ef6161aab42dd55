"""A rollout waits at least as long as a program may take to start."""

from __future__ import annotations

import pytest

from kgen.fragments.progress_deadline import progress_deadline
from kgen.model.container import Health


@pytest.mark.parametrize(("patience", "deadline"), [(1, None), (300, None), (301, 601), (1800, 2100)])
def test_patience_makes_it_longer(patience: int, deadline: int | None) -> None:
    assert progress_deadline(Health(patience=patience)) == deadline


def test_without_health_it_is_the_usual_time() -> None:
    assert progress_deadline(None) is None
