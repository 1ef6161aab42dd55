"""kgen as a library: `kgen.build(...)`, and the build it returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgen.building import Ledger, compiled, scope, unit_files
from kgen.compiler import plan
from kgen.findings import Finding
from kgen.link.work import Work
from kgen.load import parse
from kgen.project.sources import Request, project_root
from kgen.spec import Service
from kgen.tools import Tools
from kgen.unit import Compiled
from kgen.write import plan as write_plan

if TYPE_CHECKING:
    from concurrent.futures import Executor

Specs = str | Path | Service | Iterable[str | Path | Service]
Key = tuple[str, str, str]


class FindingsError(Exception):
    """Error findings that are not exempted: the manifests must not be written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{f.kind} {f.name}: {f.message} [{f.rule}]" for f in self.findings))


class Manifests(Mapping[Key, dict[str, Any]]):
    """The manifests of a build by namespace, kind and name, read when looked at; cluster-wide objects have the namespace ''.

    With several environments whose namespaces are the same, the later environment's objects win: build one at a time then.
    """

    def __init__(self, units: Iterable[Compiled]) -> None:
        self._files: dict[Key, bytes] = {}
        self._read: dict[Key, dict[str, Any]] = {}
        for unit in units:
            for (kind, namespace, name), file in unit.objects.items():
                self._files[namespace, kind, name] = unit.files[file]

    def __getitem__(self, key: Key) -> dict[str, Any]:
        if key not in self._read:
            [document] = parse(self._files[key], "/".join(key))
            self._read[key] = document.data
        return self._read[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class Build:
    """Finished units: their manifests and findings, and the way to write them."""

    def __init__(self, work: Work, units: list[Compiled], findings: list[Finding]) -> None:
        self._work = work
        self._units = units
        self.findings = findings
        self.manifests: Mapping[Key, dict[str, Any]] = Manifests(units)

    @property
    def errors(self) -> list[Finding]:
        """The findings that keep the build from being written."""
        return [finding for finding in self.findings if finding.severity == "error" and finding.exemption is None]

    def write(self, out: str | Path) -> None:
        """Write the manifests below a folder, as `kgen build -o` does.

        Raises FindingsError where an error finding is not exempted, and Problems where the folder cannot be written to;
        nothing is changed then.
        """
        if self.errors:
            raise FindingsError(self.errors)
        generated = self._work.sources.project.model.generated
        write_plan(Path(out), map(unit_files, self._units), scope(self._work), generated=generated).apply()


def build(
    specs: Specs = (),
    *,
    environment: str | Sequence[str] = (),
    set: Mapping[str, Any] | Sequence[str] = (),
    project: str | Path | None = None,
    executor: Executor | None = None,
    today: date | None = None,
    format: str = "yaml",
) -> Build:
    """Compile specs into manifests; nothing is written, and nothing is read but the specs and the project they belong to.

    `specs` are spec files, folders, or services written in Python; without any, all of the project. `environment` names those to
    build, all of the project's unless given; for services without a project it is the name of their only one. `set` holds values
    above all layers (`{"replicas": 4}`). `project` is the folder of a kgen.yaml. `executor` maps over the units. `today` is the
    day on which exemptions are judged (UTC's unless given), `format` is `yaml`, `json` or `kyaml`.

    Raises Problems with everything that is wrong with the specs, all at once.
    """
    tools, request = _request(specs, environment, set, project, today, format)
    work = plan(request, tools)
    ledger = Ledger(work)
    units = []
    for unit in compiled(work, tools, executor):
        ledger.add(unit)
        units.append(unit)
    ledger.require()
    return Build(work, units, ledger.findings)


def _request(
    specs: Specs,
    environment: str | Sequence[str],
    values: Mapping[str, Any] | Sequence[str],
    project: str | Path | None,
    today: date | None,
    format: str,
) -> tuple[Tools, Request]:
    given = [specs] if isinstance(specs, str | Path | Service) else list(specs)
    request = Request(
        paths=[str(one) for one in given if not isinstance(one, Service)],
        services=[one for one in given if isinstance(one, Service)],
        environments=[environment] if isinstance(environment, str) else list(environment),
        set=[f"{key}={value}" for key, value in values.items()] if isinstance(values, Mapping) else list(values),
        project=Path(project) if project is not None else None,
    )
    return Tools(project_root(request), format, today or datetime.now(UTC).date()), request
