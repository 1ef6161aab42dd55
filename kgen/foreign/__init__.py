"""Manifests that kgen did not write, read as kubectl and the API server read them."""

from __future__ import annotations

from kgen.foreign.manifests import Foreign, Skipped
from kgen.foreign.read import Reading, read

__all__ = ["Foreign", "Reading", "Skipped", "read"]
