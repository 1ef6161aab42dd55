"""checkov on the corpus of manifests: where it and our rules judge an object otherwise, somebody has said who is right, and why.

`tests/corpus/checkov-differences.yaml` lists the differences by their reason. One that it does not explain is a fault, and so is
an explanation of none. Compared are the objects that an API server takes, as it sees them: without nulls, which stop checkov.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kgen.findings import Finding
from kgen.rules import kind_of, name_of, namespace_of, registry, template_of
from scripts.judge import checkov
from scripts.judge.subjects import ROOT, Subject
from tests.corpus.reading import Case, Manifest, cases
from tests.rules.admission import is_taken, without_nulls

KNOWN = ROOT / "tests" / "corpus" / "checkov-differences.yaml"


class Difference(NamedTuple):
    """One check of one object on which one of the two complains.

    `object` is its file, kind and name (`images/latest Pod/cart`), `says` are the messages of our rules that map to the check, or
    the reasons why they spare the object.
    """

    check: str
    object: str
    complains: str
    says: frozenset[str] = frozenset()


def judge(subjects: Sequence[Subject]) -> list[str]:
    """The differences that nothing explains, and the explanations of none; what other judges look at is not asked for."""
    with tempfile.TemporaryDirectory() as folder:
        ours = dict(_written(Path(folder)))
        verdicts = checkov.verdicts(checkov.installed(), Path(folder))
    theirs = {(check, file): fails for (check, file), fails in verdicts.items() if check in _rules()}
    found = sorted(compared(ours, theirs), key=lambda one: one[:3])
    print(f"checkov on the corpus: {len(ours)} objects, {len(found)} of {len(theirs)} verdicts are not ours")
    return faults(found, yaml.safe_load(KNOWN.read_bytes()))


def faults(found: Iterable[Difference], groups: Iterable[dict[str, Any]]) -> list[str]:
    """What is found and not explained, and what explains nothing."""
    left = {(one.check, one.object): one for one in found}
    stale = []
    for group in groups:
        for check, places in group["checks"].items():
            for place in places:
                known = [key for key, one in left.items() if key[0] == check and _explains(place, group, one)]
                if not known:
                    stale.append(f"{check}: '{place}' explains no difference; leave it out")
                for key in known:
                    del left[key]
    return [f"{one.check}: only {one.complains} complains of {one.object}" for one in left.values()] + stale


def _explains(place: str, group: dict[str, Any], one: Difference) -> bool:
    """An object by its name, or all of which our rules say just this."""
    return one.complains == group["complains"] and (place == one.object or one.says == {place})


@cache
def _rules() -> dict[str, set[str]]:
    """Our rules by the check that asks the same."""
    found: dict[str, set[str]] = {}
    for rule in registry().values():
        for check in rule.asked_by.get("checkov", ()):
            found.setdefault(check, set()).add(rule.name)
    return found


def compared(ours: dict[str, tuple[str, list[Finding]]], theirs: dict[tuple[str, str], bool]) -> Iterator[Difference]:
    """The differences; `ours` are names and findings by file, `theirs` whether a check fails in a file."""
    for (check, file), fails in theirs.items():
        name, findings = ours[file]
        found = [one for one in findings if one.rule in _rules()[check]]
        counting = [one for one in found if not one.exemption]
        if bool(counting) != fails:
            says = {one.exemption.reason if one.exemption else one.message for one in found}
            yield Difference(check, name, "checkov" if fails else "kgen", frozenset(says))


def _written(folder: Path) -> Iterator[tuple[str, tuple[str, list[Finding]]]]:
    """Writes each object into a file of its own; yields the file, the object's name and its findings."""
    for case in cases():
        for index, manifest in enumerate(case.manifests):
            if is_taken(manifest):
                file = f"{case.path.parent.name}--{case.path.stem}--{index}.yaml"
                (folder / file).write_text(json.dumps(_alone(without_nulls(manifest), case)), encoding="utf-8")
                key = (manifest["kind"], namespace_of(manifest), name_of(manifest))
                found = [one for one in case.findings if (one.kind, one.namespace, one.name) == key]
                yield file, (f"{case} {key[0]}/{key[2]}", found)


def _alone(manifest: Manifest, case: Case) -> Manifest:
    """With a label by which policies select only pods of the same file: checkov joins all files of a folder."""
    template = template_of(manifest, kind_of(manifest)) if kind_of(manifest) != "NetworkPolicy" else None
    if template is not None:
        template.setdefault("metadata", {}).setdefault("labels", {})["corpus"] = str(case)
    elif kind_of(manifest) == "NetworkPolicy":
        manifest["spec"].setdefault("podSelector", {}).setdefault("matchLabels", {})["corpus"] = str(case)
    return manifest
