"""Services packed small: thousands of them wait for their turn, and a model with all its parts takes ten times the room."""

from __future__ import annotations

from functools import lru_cache

from kgen.model.service import Service


def pack(service: Service) -> bytes:
    """The service as JSON, without what it leaves at its default."""
    return service.model_dump_json(exclude_defaults=True).encode()


@lru_cache(maxsize=8)
def unpack(packed: bytes) -> Service:
    """The same service again. It is frozen, so those who ask one after the other get the same one."""
    return Service.model_validate_json(packed)
