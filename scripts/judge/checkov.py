"""checkov, as its users run it: nothing fails, and only what we exempted in plain sight is skipped."""

from __future__ import annotations

import json
import os
import subprocess
import venv
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

import yaml

from scripts.judge.subjects import ROOT, Subject

HOME = ROOT / ".judge"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
ALLOWED: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(Path(__file__).with_name("skipped.yaml").read_bytes())

_ROW = "  {:<28}{:>8}{:>8}{:>9}"
_FLAGS = ("--framework", "kubernetes", "--skip-download", "--compact", "--output", "json")
_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody answers on: a judge that asked the network would fail."""


Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check of one object: `kind/name`, and why it was skipped."""

    check: str
    object: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What checkov says of one subject."""

    passed: list[Verdict]
    failed: list[Verdict]
    skipped: list[Verdict]
    unread: list[str]
    """Files that it could not read."""


def judge(subjects: Sequence[Subject]) -> list[str]:
    """What fails, what is skipped without our leave, and what was not looked at."""
    program = installed()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        reports = list(threads.map(lambda subject: report(program, subject.folder), subjects))
    print(f"checkov:\n{_ROW.format('', 'passed', 'failed', 'skipped')}")
    faults = []
    for subject, found in zip(subjects, reports, strict=True):
        print(_ROW.format(subject.name, len(found.passed), len(found.failed), len(found.skipped)))
        faults += [f"{subject.name}: {fault}" for fault in judged(subject, found)]
    _print_skipped(subjects, reports)
    return faults


def installed() -> Path:
    """checkov's program, in an environment of its own that is made when there is none, or another version is asked for."""
    python, mark = HOME / "bin" / "python", HOME / ".installed"
    if not mark.exists() or mark.read_bytes() != REQUIREMENTS.read_bytes():
        venv.create(HOME, with_pip=True, clear=True)
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run([str(python), "-m", "pip", "install", *quiet, "--requirement", str(REQUIREMENTS)], check=True)
        mark.write_bytes(REQUIREMENTS.read_bytes())
    return HOME / "bin" / "checkov"


def report(program: Path, folder: Path) -> Report:
    """What checkov says of a folder of manifests."""
    return _understood(program, folder, parsed)


def verdicts(program: Path, folder: Path) -> dict[tuple[str, str], bool]:
    """Whether each check fails in each file of a folder."""
    return _understood(program, folder, by_file)


def by_file(answer: dict[str, Any]) -> dict[tuple[str, str], bool]:
    """checkov's JSON as verdicts by check and file; one failure counts."""
    results = answer["results"]
    if results["parsing_errors"]:
        raise ValueError("checkov cannot read everything")
    passed = {(each["check_id"], each["file_path"].strip("/")): False for each in results["passed_checks"]}
    return {**passed, **{(each["check_id"], each["file_path"].strip("/")): True for each in results["failed_checks"]}}


def _understood(program: Path, folder: Path, understand: Callable[[dict[str, Any]], Found]) -> Found:
    """Run checkov over a folder of manifests, without network."""
    command = [str(program), *_FLAGS, "--directory", str(folder)]
    environment = {**os.environ, "HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "LOG_LEVEL": "ERROR"}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    try:
        return understand(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError):
        raise SystemExit(f"checkov gave no report on {folder.name}:\n{done.stdout[-500:]}\n{done.stderr[-2000:]}") from None


def parsed(answer: dict[str, Any]) -> Report:
    """checkov's JSON."""
    results = answer["results"]
    return Report(
        [_verdict(each) for each in results["passed_checks"]],
        [_verdict(each) for each in results["failed_checks"]],
        [_verdict(each) for each in results["skipped_checks"]],
        list(results["parsing_errors"]),
    )


def _verdict(each: dict[str, Any]) -> Verdict:
    kind, _, rest = each["resource"].partition(".")
    name = rest.partition(".")[2]
    return Verdict(each["check_id"], f"{kind}/{name}", each["check_result"].get("suppress_comment", ""))


def judged(subject: Subject, found: Report) -> list[str]:
    """What is wrong with a subject."""
    faults = [f"checkov cannot read {file}" for file in found.unread]
    faults += [f"{verdict.object} fails {verdict.check}" for verdict in found.failed]
    faults += [
        f"{verdict.object} skips {verdict.check}: {verdict.reason}"
        for verdict in found.skipped
        if not is_allowed(subject, verdict)
    ]
    if not found.passed:
        faults.append("checkov looked at nothing")
    return faults


def is_allowed(subject: Subject, verdict: Verdict) -> bool:
    """Whether this skip is one of those we declare, and says why."""
    allowed = ALLOWED[subject.project].get(verdict.check, [])
    place = f"{subject.environment}/{verdict.object}"
    return bool(verdict.reason) and any(fnmatchcase(place, pattern) for pattern in allowed)


def _print_skipped(subjects: Sequence[Subject], reports: Sequence[Report]) -> None:
    reasons: dict[tuple[str, str, str], int] = {}
    for subject, found in zip(subjects, reports, strict=True):
        for each in found.skipped:
            key = (subject.project, each.check, each.reason)
            reasons[key] = reasons.get(key, 0) + 1
    for (project, check, reason), count in sorted(reasons.items()):
        print(f"  skipped {count}x in {project}: {check}, {reason}")
