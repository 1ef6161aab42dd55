"""What holds for any sequence of builds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.write import Scope, UnitFiles, check, plan
from tests.write.write_helpers import tree

ENVIRONMENTS, NAMESPACES, SOURCES = ("production", "staging"), ("1e3", "shop"), ("a.yaml", "b.yaml", "c.yaml")


@st.composite
def _unit(draw: st.DrawFn) -> UnitFiles:
    source = draw(st.sampled_from(SOURCES))
    name = source[0] + draw(st.sampled_from(["", "2"]))
    kinds = st.sampled_from(["deployment.yaml", "service.yaml", "configmap-x.json"])
    files = draw(st.dictionaries(kinds, st.binary(max_size=3), min_size=1))
    return UnitFiles(
        draw(st.sampled_from(ENVIRONMENTS)), draw(st.sampled_from(NAMESPACES)), name, source, draw(st.sampled_from("xy")), files
    )


_project = st.lists(_unit(), max_size=8, unique_by=lambda unit: unit.key)
_settings = settings(max_examples=40, deadline=None, derandomize=True)


@_settings
@given(st.lists(_project, max_size=3), _project, st.booleans())
def test_the_bytes_do_not_depend_on_what_was_there(earlier: list[list[UnitFiles]], units: list[UnitFiles], stage: bool) -> None:
    with TemporaryDirectory() as name:
        fresh, used = Path(name, "fresh"), Path(name, "used")
        for each in earlier:
            plan(used, each, Scope()).apply()
        plan(used, units, Scope(), stage=stage).apply()
        plan(fresh, units, Scope()).apply()
        assert tree(used) == tree(fresh)
        assert check(used, units, Scope()) == []


@_settings
@given(_project, _project, st.permutations(SOURCES), st.permutations(ENVIRONMENTS))
def test_builds_of_parts_make_the_same_bytes_as_one_of_all(
    earlier: list[UnitFiles], units: list[UnitFiles], sources: list[str], environments: list[str]
) -> None:
    with TemporaryDirectory() as name:
        whole, by_spec, by_environment = Path(name, "whole"), Path(name, "spec"), Path(name, "environment")
        for out in (whole, by_spec, by_environment):
            plan(out, earlier, Scope()).apply()
        plan(whole, units, Scope()).apply()
        for source in sources:
            plan(by_spec, [u for u in units if u.source == source], Scope(sources=frozenset({source}))).apply()
        for environment in environments:
            chosen = [u for u in units if u.environment == environment]
            plan(by_environment, chosen, Scope(environments=frozenset({environment}))).apply()
        assert tree(by_spec) == tree(whole)
        assert tree(by_environment) == tree(whole)


@_settings
@given(_project, _project, st.sampled_from(SOURCES))
def test_a_build_of_one_spec_leaves_the_files_of_others(earlier: list[UnitFiles], units: list[UnitFiles], source: str) -> None:
    with TemporaryDirectory() as name:
        out = Path(name, "out")
        plan(out, earlier, Scope()).apply()
        before = tree(out)
        chosen = [unit for unit in units if unit.source == source]
        plan(out, chosen, Scope(sources=frozenset({source}))).apply()
        after = tree(out)
        for unit in earlier:
            if unit.source != source:
                inside = [path for path in before if path.startswith(f"{'/'.join(unit.key)}/")]
                assert [after[path] for path in inside] == [before[path] for path in inside]
