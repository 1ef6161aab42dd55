"""Which labels a selector matches."""

from __future__ import annotations

from typing import Any

from kgen.rules._pods import Manifest, child, maps, texts


def selected(selector: Any, labels: Manifest) -> bool:
    """Whether a label selector (`matchLabels` and `matchExpressions`) matches these labels; an empty one matches everything.

    https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
    """
    if not isinstance(selector, dict):
        return False
    for key, value in child(selector, "matchLabels").items():
        if labels.get(key) != value:
            return False
    return "matchExpressions" not in selector or all(_expressed(one, labels) for one in maps(selector, "matchExpressions"))


def _expressed(expression: Manifest, labels: Manifest) -> bool:
    key, values = str(expression.get("key")), texts(expression, "values")
    match expression.get("operator"):
        case "In":
            return labels.get(key) in values
        case "NotIn":
            return labels.get(key) not in values
        case "Exists":
            return key in labels
        case "DoesNotExist":
            return key not in labels
    return False
