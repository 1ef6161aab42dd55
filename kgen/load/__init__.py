"""Text into plain data: the first stage. YAML documents keep the way back to each value's place; Python specs are run."""

from __future__ import annotations

from kgen.load.document import Document
from kgen.load.files import read
from kgen.load.python_spec import load_python
from kgen.load.stream import parse

__all__ = ["Document", "load_python", "parse", "read"]
