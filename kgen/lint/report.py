"""What a check of manifests comes to: findings where they stand, and what could not be judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kgen.findings import Finding
from kgen.foreign.manifests import Skipped
from kgen.problems import Problem
from kgen.rules import Rule


class Placed(NamedTuple):
    """A finding and where it stands: lines and columns count from 1.

    `spec` is the line of the spec that the manifest was made from (`services/cart.yaml:1:1`), where kgen built it; else empty.
    """

    finding: Finding
    file: str
    line: int
    column: int
    spec: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One check of any number of files; all in the order of files, lines and rules.

    `findings` count; `exempted` are those that an annotation or exemption answers (with the reason in `finding.exemption`),
    `accepted` those that the baseline knows. `problems` are files that could not be read. `rules` are those that were asked.
    `unknown` counts objects of custom resources that no schema is known of, by kind and apiVersion; `skipped` are documents
    that are no manifests.
    """

    findings: tuple[Placed, ...] = ()
    exempted: tuple[Placed, ...] = ()
    accepted: tuple[Placed, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: int = 0
    manifests: int = 0
    rules: Mapping[str, Rule] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
