"""Tests neither use nor fill the cache of whoever runs them; those about it have one of their own."""

from __future__ import annotations

import os

os.environ["KGEN_CACHE"] = "off"
