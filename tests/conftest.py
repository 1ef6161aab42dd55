"""Tests neither use nor fill the cache of whoever runs them; those about it have one of their own.

Random input is the same in every run of `make test`, and no machine is too slow for it.
"""

from __future__ import annotations

import os

from hypothesis import settings

from tests.effort import FUZZ

os.environ["KGEN_CACHE"] = "off"

settings.register_profile("kgen", derandomize=not FUZZ, deadline=None, database=None)
settings.load_profile("kgen")
