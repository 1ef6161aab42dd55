"""Which line of a spec a finding follows from, where kgen built the manifest."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from kgen.findings import Finding
from kgen.foreign import Foreign
from kgen.lint.places import spec_of
from kgen.load import Document
from kgen.problems import Problems
from kgen.project.file import ProjectFile
from kgen.rules import child
from kgen.unit import ServiceUnit

_NAME = "app.kubernetes.io/name"


class Specs:
    """Knows the specs of a project, which it reads when the first finding asks for one."""

    def __init__(self, project: ProjectFile | None, today: date) -> None:
        self._project = project
        self._today = today
        self._specs: dict[Document, str] = {}
        self._units: dict[tuple[str, str, str], ServiceUnit] | None = None

    def line(self, finding: Finding, foreign: Foreign) -> str:
        """`services/cart.yaml:4:3`; the spec alone where the project is not at hand; empty for what kgen did not build."""
        spec = self._specs.get(foreign.document)
        if spec is None:
            spec = self._specs[foreign.document] = spec_of(foreign)
        if not spec or finding.exemption is not None:
            return spec
        service = child(foreign.manifest, "metadata", "labels").get(_NAME, finding.name)
        unit = self._known().get((spec, str(service), finding.namespace))
        if unit is None:
            return spec
        from kgen.blame import problems

        [problem] = problems([(unit, finding)])
        return f"{problem.file}:{problem.line}:{problem.column}" if problem.line else spec

    def _known(self) -> dict[tuple[str, str, str], ServiceUnit]:
        if self._units is None:
            self._units = {}
            # What is wrong with the specs is for `kgen build` to say.
            with suppress(Problems):
                self._units = self._read()
        return self._units

    def _read(self) -> dict[tuple[str, str, str], ServiceUnit]:
        root = self._project.root if self._project else None
        if root is None:
            return {}
        from kgen.compiler import plan
        from kgen.project.sources import Request
        from kgen.tools import Tools

        work = plan(Request(project=root), Tools(root, "yaml", self._today))
        return {(unit.source, unit.name, unit.namespace): unit for unit in work.services}
