"""`kubectl kustomize` of an environment yields the objects of its files: none is left out, none is changed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scripts.judge.readers import read_1_2, same
from scripts.judge.subjects import Subject

Objects = dict[tuple[str, ...], Any]


def judge(subjects: Sequence[Subject]) -> list[str]:
    """The objects that differ."""
    kubectl = shutil.which("kubectl")
    if kubectl is None:
        print("kubectl kustomize: skipped, as kubectl is not installed")
        return []
    faults, count = [], 0
    for subject in subjects:
        text = subprocess.run([kubectl, "kustomize", str(subject.folder)], capture_output=True, text=True, check=True).stdout
        built, written = by_name(read_1_2(text)), by_name(read(subject.files()))
        count += len(built)
        faults += [f"{subject.name}: {fault}" for fault in differences(built, written)]
    print(f"kubectl kustomize: {count} objects")
    return faults


def read(files: Iterable[Path]) -> list[Any]:
    """The documents of files."""
    return [document for path in files for document in read_1_2(path.read_text("utf-8"))]


def by_name(documents: Iterable[Any]) -> Objects:
    """Objects by what identifies them."""
    found: Objects = {}
    for document in documents:
        metadata = document["metadata"]
        found[document["apiVersion"], document["kind"], metadata.get("namespace", ""), metadata["name"]] = document
    return found


def differences(built: Objects, written: Objects) -> list[str]:
    """How the objects that kustomize built differ from those of the files."""
    words = [
        *(f"{'/'.join(key)} is written, but kustomize leaves it out" for key in written.keys() - built.keys()),
        *(f"{'/'.join(key)} comes from kustomize, but from no file" for key in built.keys() - written.keys()),
        *(f"{'/'.join(key)} is changed" for key in built.keys() & written.keys() if not same(built[key], written[key])),
    ]
    return sorted(words)
