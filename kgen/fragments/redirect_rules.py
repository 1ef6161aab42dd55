"""Where clients are sent that ask for what has moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


def redirect_rules(redirects: Mapping[str, str]) -> list[dict[str, Any]] | None:
    """The rules of an HTTPRoute that answer with the new place (301); None if nothing has moved. In the order of the paths."""
    return [_rule(path, target) for path, target in sorted(redirects.items())] or None


def _rule(path: str, target: str) -> dict[str, Any]:
    parts = urlsplit(target)
    redirect: dict[str, Any] = {"statusCode": 301}
    if parts.netloc:
        redirect |= {"scheme": parts.scheme, "hostname": parts.hostname}
    if parts.path not in ("", "/") or not parts.netloc:
        redirect["path"] = {"type": "ReplacePrefixMatch", "replacePrefixMatch": parts.path}
    return {
        "matches": [{"path": {"type": "PathPrefix", "value": path}}],
        "filters": [{"type": "RequestRedirect", "requestRedirect": redirect}],
    }
