"""How hard tests with random input try: enough to notice in `make test`, and twenty times as hard in `make fuzz`."""

from __future__ import annotations

import os

FUZZ = os.environ.get("KGEN_FUZZ") == "1"
"""Whether this is `make fuzz`, which runs the tests that are marked so; they try other input each time."""


def tries(usual: int) -> int:
    """How many examples a test tries."""
    return usual * 20 if FUZZ else usual
