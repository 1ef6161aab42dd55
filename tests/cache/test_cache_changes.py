"""What changes is compiled anew, what does not is recalled, and the output is the same as without a cache."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kgen.cli import run
from tests.cache.cache_helpers import ALL, PROJECT, Builder, write_spec


def spec(project: Path) -> None:
    write_spec(project, 5, more="env: {LEVEL: debug}\n")


def comment(project: Path) -> None:
    write_spec(project, 5, more="# a comment\n")


def port(project: Path) -> None:
    write_spec(project, 5, port=9090)


def replicas(project: Path) -> None:
    write_spec(project, 5, more="replicas: 7\n")


def fact(project: Path) -> None:
    (project / "kgen.yaml").write_text(PROJECT.replace("1.33", "1.34"))


def default(project: Path) -> None:
    (project / "kgen.yaml").write_text(PROJECT.replace("owner: shop}\nexemptions", "owner: shop, replicas: 4}\nexemptions"))


def exemption(project: Path) -> None:
    (project / "kgen.yaml").write_text(PROJECT.replace("a trial", "another reason"))


def blueprint(project: Path) -> None:
    folder = project / "blueprints" / "web"
    folder.mkdir(parents=True)
    (folder / "blueprint.yaml").write_text("description: ours\nextends: web\n")
    (folder / "extra.yaml").write_text(
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: "{{ service.name }}-extra"}\ndata: {a: "1"}\nimmutable: true\n'
    )


RULE = """\
title: Every workload names its team.
why: Somebody has to answer for it.
severity: {severity}
scope: workload
condition: has(object.metadata.labels) && "team" in object.metadata.labels
"""


def rule(project: Path) -> None:
    (project / "rules").mkdir(exist_ok=True)
    (project / "rules" / "team-label.yaml").write_text(RULE.format(severity="warning"))


def severity(project: Path) -> None:
    text = PROJECT.replace("environments:", "severities: {image-pull-policy: warning}\nenvironments:")
    (project / "kgen.yaml").write_text(text)


CASES: list[tuple[Callable[[Path], None], list[str]]] = [
    (comment, []),
    (spec, ["s05"]),
    (port, ["s04", "s05"]),
    (replicas, ["s05", "_namespace"]),
    (fact, ALL),
    (default, ALL),
    (exemption, ALL),
    (blueprint, ALL),
    (rule, ALL),
    (severity, ALL),
]


@pytest.mark.parametrize(("change", "compiled"), CASES, ids=lambda each: getattr(each, "__name__", ""))
def test_what_a_change_compiles(builder: Builder, change: Callable[[Path], None], compiled: list[str]) -> None:
    assert builder.build() == 0
    assert builder.compiled == ALL
    change(builder.project)
    assert builder.build() == 0
    assert builder.compiled == compiled
    builder.require_same()


def test_a_changed_template_of_the_project(builder: Builder) -> None:
    blueprint(builder.project)
    assert builder.build() == 0
    extra = builder.project / "blueprints" / "web" / "extra.yaml"
    extra.write_text(extra.read_text().replace('"1"', '"2"'))
    assert builder.build() == 0
    assert builder.compiled == ALL
    builder.require_same()


def test_a_changed_rule_of_the_project(builder: Builder) -> None:
    rule(builder.project)
    assert builder.build() == 0
    assert builder.build() == 0
    assert builder.compiled == []
    assert "[team-label]" in builder.said
    (builder.project / "rules" / "team-label.yaml").write_text(RULE.format(severity="error"))
    assert builder.build() == 1
    assert builder.compiled == ALL
    (builder.project / "rules" / "team-label.yaml").unlink()
    assert builder.build() == 0
    assert "[team-label]" not in builder.said


def test_the_screens_are_the_same(builder: Builder) -> None:
    """Warnings, exemptions that end and figures are told of recalled units as of compiled ones."""
    write_spec(builder.project, 3, more='exemptions: {image-digest: {reason: an old registry, until: "2027-03-01"}}\n')
    (builder.project / "services" / "s07.yaml").write_text("name: s07\nimage: registry.example.com/s07:1.0.0\nport: 8080\n")
    for arguments in ([], ["-v"], ["--today", "2027-02-20"], ["--today", "2027-02-20", "-v"], ["-j", "2", "-v"]):
        first = ["--today", "2026-06-01"] if "--today" not in arguments else []
        assert builder.build(*arguments, *first) == 0
        assert builder.build(*arguments, *first) == 0
        assert builder.compiled == []
        said = builder.said
        assert builder.plain(*arguments, *first) == 0
        assert said == builder.said
    assert 'image-digest until 2027-03-01: "an old registry" and 1 other reason' in builder.said


def test_the_day_counts_when_an_exemption_is_about_to_end(builder: Builder) -> None:
    write_spec(builder.project, 3, more='exemptions: {image-digest: {reason: an old registry, until: "2027-03-01"}}\n')
    assert builder.build("--today", "2026-06-01") == 0
    assert builder.build("--today", "2026-07-01") == 0
    assert builder.compiled == []
    assert builder.build("--today", "2027-02-20") == 0
    assert builder.compiled == ["s03"]
    assert "ends in 9 days" in builder.said
    assert builder.build("--today", "2027-02-21") == 0
    assert "ends in 8 days" in builder.said
    assert builder.build("--today", "2027-03-02") == 2
    assert "[exemption-ended]" in builder.said


def test_other_formats_and_places(builder: Builder, tmp_path: Path) -> None:
    assert builder.build() == 0
    assert builder.build("--format", "json") == 0
    assert builder.compiled == ALL
    assert builder.build() == 0
    assert builder.compiled == ALL
    assert builder.build("-o", str(tmp_path / "other")) == 0
    assert builder.compiled == ALL
    assert builder.build("-o", str(tmp_path / "other")) == 0
    assert builder.compiled == []
    builder.require_same()


def test_an_exemption_that_nothing_needs_any_more_is_told_of_recalled_units(builder: Builder) -> None:
    assert builder.build() == 0
    text = PROJECT.replace("exemptions: {", "exemptions: {cpu-limit: {reason: burst, owner: shop}, ")
    (builder.project / "kgen.yaml").write_text(text)
    for _ in range(2):
        assert builder.build() == 2
        assert "the exemption of 'cpu-limit' is not needed [exemption-unused]" in builder.said


def test_a_build_of_one_service_leaves_the_cache_alone(builder: Builder) -> None:
    assert builder.build() == 0
    write_spec(builder.project, 5, more="env: {LEVEL: debug}\n")
    assert run(["build", str(builder.project / "services" / "s05.yaml")]) == 0
    assert builder.build() == 0
    assert builder.compiled == ["s05"]
    builder.require_same()
