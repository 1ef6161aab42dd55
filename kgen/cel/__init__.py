"""The Common Expression Language as Kubernetes' admission policies speak it: read, checked and evaluated within bounds.

Expressions may come from people we don't know. Nothing in them can run code, take long, or fill memory: their size is limited
when they are read, and every evaluation has a budget (`kgen.cel.values.Run`). What kgen does not know is a mistake with a
place, never a verdict that differs from the cluster's in silence.

Sources: https://github.com/google/cel-spec, https://kubernetes.io/docs/reference/using-api/cel/
"""

from __future__ import annotations

from kgen.cel.expression import Expression, compiled
from kgen.cel.values import CelError, Overspent, Run

__all__ = ["CelError", "Expression", "Overspent", "Run", "compiled"]
