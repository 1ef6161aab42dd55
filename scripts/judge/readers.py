"""Two YAML readers, one of YAML 1.1 and one of YAML 1.2, get the same objects from every file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from ruamel.yaml import YAML

from scripts.judge.subjects import Subject


def judge(subjects: Sequence[Subject]) -> list[str]:
    """The files of which the readers disagree."""
    faults, count = [], 0
    for subject in subjects:
        for path in sorted(subject.folder.rglob("*.yaml")):
            count += 1
            if not agree(path.read_text("utf-8")):
                faults.append(f"{subject.name}: {path.relative_to(subject.folder)}: YAML 1.1 and 1.2 read different objects")
    print(f"YAML readers: {count} files")
    return faults


def agree(text: str) -> bool:
    """Whether a YAML 1.1 and a YAML 1.2 reader get the same documents, in values and in types, and nothing that JSON lacks."""
    old, new = list(yaml.safe_load_all(text)), read_1_2(text)
    return same(old, new) and _is_plain(old)


def _is_plain(tree: Any) -> bool:
    """Whether a tree holds only what JSON has: a date, say, would be a text for Kubernetes."""
    if isinstance(tree, dict):
        return all(isinstance(key, str) and _is_plain(value) for key, value in tree.items())
    if isinstance(tree, list):
        return all(map(_is_plain, tree))
    return tree is None or isinstance(tree, str | bool | int | float)


def read_1_2(text: str) -> list[Any]:
    """The documents, by a YAML 1.2 reader."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return list(reader.load_all(text))


def same(one: Any, other: Any) -> bool:
    """Whether two trees are equal in values and in types."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
