"""Two environments of one cluster that produce the same object."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgen

SPEC = "name: {name}\nsystem: shop\nowner: a\nimage: a:1\nport: 80\nhealth: /a\n"


def build(folder: Path, environments: str) -> kgen.Build:
    (folder / "services").mkdir()
    for name in ("cart", "mail"):
        (folder / "services" / f"{name}.yaml").write_text(SPEC.format(name=name))
    (folder / "kgen.yaml").write_text(f"environments:\n{environments}")
    return kgen.build(project=folder)


@pytest.mark.parametrize(
    "environments",
    [
        "  a: {namespace: shop}\n  b: {namespace: shop}\n",
        "  a: {namespace: shop, cluster: x}\n  b: {namespace: shop, cluster: z}\n",
        '  a: {namespace: "{system}-a", cluster: x}\n  b: {namespace: "{system}-b", cluster: x}\n',
    ],
)
def test_nothing_is_the_same(tmp_path: Path, environments: str) -> None:
    assert build(tmp_path, environments).manifests


def test_once_for_each_pair_of_environments(tmp_path: Path) -> None:
    same = "".join(f'  {name}: {{namespace: "{{system}}", cluster: x}}\n' for name in "abc")
    with pytest.raises(kgen.Problems) as found:
        build(tmp_path, same)
    assert [(problem.line, problem.code, problem.message) for problem in found.value.problems] == [
        (3, "same-object", "'a' and 'b' share the cluster 'x', and both produce 'cart' in 'shop'"),
        (4, "same-object", "'a' and 'c' share the cluster 'x', and both produce 'cart' in 'shop'"),
    ]
