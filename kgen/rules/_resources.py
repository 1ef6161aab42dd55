"""What a container reserves and what it is limited to: where only one of them is stated, the other is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from kgen.rules._pods import child, made
from kgen.rules._subject import Subject

Part = Literal["requests", "limits"]


def like_other(part: Part, name: str, usual: str | None = None) -> Callable[[Subject], None]:
    """Fills one part with the amount of the other part; with `usual` where none is stated."""
    other = "limits" if part == "requests" else "requests"

    def harden(container: Subject) -> None:
        resources = container.value.get("resources")
        if child(resources, part).get(name) is not None:
            return
        amount = child(resources, other).get(name)
        found = made(container.value, "resources", part) if amount is not None or usual is not None else None
        if found is not None:
            found[name] = usual if amount is None else amount

    return harden
