"""What a build is about: the units that were asked for."""

from __future__ import annotations

from typing import NamedTuple

from kgen.project.sources import Sources
from kgen.unit import ServiceUnit


class Work(NamedTuple):
    """The services to compile, in the order of environment, namespace and name.

    Namespaces follow once their services are compiled, as they are sized from them, unless only some services were asked for.
    """

    sources: Sources
    services: list[ServiceUnit]

    @property
    def whole(self) -> bool:
        """Whether every service of the namespaces in question is compiled, as a lone one always is."""
        return self.sources.chosen is None or self.sources.project.root is None
