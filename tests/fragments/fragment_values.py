"""Models from their written form, for fragments to work on."""

from __future__ import annotations

from typing import Any, TypeVar

from kgen.layer.fullform import full_form
from kgen.model.base import Model
from kgen.model.container import Health, Port
from kgen.model.service import Service
from kgen.validate.finish import finish

M = TypeVar("M", bound=Model)


def model(of: type[M], written: Any) -> M:
    """A model from what a person would write."""
    return of.model_validate(full_form(of, written, []))


def service(**written: Any) -> Service:
    """A finished service with a name and an image."""
    return finish(model(Service, {"name": "cart", "image": "registry.acme.dev/shop/cart:1.4.2", **written}))


def ports(**written: Any) -> dict[str, Port]:
    """Ports as others see them; `tcp_a` stands for the name `tcp-a`."""
    return service(ports={name.replace("_", "-"): port for name, port in written.items()}).ports


def health(written: Any) -> Health:
    """What a person says of a program's health."""
    return model(Health, written)
