"""Images come from the allowed registries, and run on Linux."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kgen.model.environment import Registry
from kgen.model.images import registry, repository
from kgen.model.service import Service
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import shortened

STAND_IN = "unknown/unknown:0"
"""Stands for an image that is missing or bad, so that the rest of the spec is looked at too."""

_WINDOWS = re.compile(r"/windows/|nanoserver|windowsservercore|/dotnet/framework/")
"""What tells an image for Windows (https://mcr.microsoft.com): its base or its variant stands in its name."""


def images(service: Service, registries: Mapping[str, Registry], origin: Origin) -> Iterator[Problem]:
    """A problem for each image from elsewhere, or for Windows; without any registry named, images may come from everywhere."""
    for path, image in _images(service):
        if _WINDOWS.search(image):
            message = f"'{shortened(image)}' is an image for Windows; kgen writes pods for Linux nodes only"
            yield origin.problem(path, message, "windows", hint="use an image for Linux")
        if registries and image != STAND_IN and registry(image, registries) is None:
            message = f"'{shortened(image)}' comes from {repository(image).partition('/')[0]}, which is no allowed registry"
            yield origin.problem(path, message, "registry", hint=f"allowed: {', '.join(sorted(registries))}")


def _images(service: Service) -> Iterator[tuple[Path, str]]:
    yield ("image",), service.image
    if service.canary:
        yield ("canary", "image"), service.canary.image
    for name, container in service.init.items():
        yield ("init", name, "image"), container.image
    for name, container in service.sidecars.items():
        yield ("sidecars", name, "image"), container.image
