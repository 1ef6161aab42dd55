"""Find the manifests that a patch is for, change them, and refuse what no patch may do."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from kgen.model.service import Patch
from kgen.patch import operations, strategic
from kgen.patch.limits import PATCHES, weigh
from kgen.patch.mistake import Mistake, Refused, meant
from kgen.problems import Path
from kgen.verify.errors import shown

Manifest = dict[str, Any]

_NAME = ("metadata", "name")
_IDENTITY = (("apiVersion",), ("kind",), _NAME, ("metadata", "namespace"))
_CONTENT = ("data", "stringData")
"""Where a Secret has what nobody may read."""


def mistakes(manifests: list[Manifest], patches: list[Patch]) -> list[Mistake]:
    """Apply the patches in place; what is wrong with them, each `at` beginning with the number of the patch."""
    if len(patches) > PATCHES:
        return [Mistake((PATCHES,), f"a spec has at most {PATCHES} patches; this one has {len(patches)}", "patch-size")]
    return [
        mistake._replace(at=(index, *mistake.at))
        for index, patch in enumerate(patches)
        for mistake in dict.fromkeys(_apply(manifests, patch))
    ]


def _apply(manifests: list[Manifest], patch: Patch) -> list[Mistake]:
    if (patch.merge is None) == (patch.operations is None):
        message = "'merge' and 'operations' exclude each other" if patch.merge else "'merge' or 'operations' is missing"
        return [Mistake((), message, "patch-form", "say what to change in one of the two ways")]
    try:
        chosen = _choose(manifests, patch)
        if patch.operations is not None:
            operations.require_wellformed(patch.operations)
    except Refused as refused:
        at = refused.mistake.at
        return [refused.mistake._replace(at=("operations", *at) if at and isinstance(at[0], int) else at)]
    return _change(manifests, chosen, patch)


def _choose(manifests: list[Manifest], patch: Patch) -> list[Manifest]:
    """The manifests that a patch is for; raises Refused [patch-no-match] when there is none."""
    of_kind = [manifest for manifest in manifests if manifest.get("kind") == patch.kind]
    if not of_kind:
        kinds = [str(manifest.get("kind")) for manifest in manifests]
        message = f"'{shown(patch.kind)}' is the kind of no manifest here"
        raise Refused(("kind",), message, "patch-no-match", meant(patch.kind, kinds))
    names = [str(_value(manifest, _NAME)) for manifest in of_kind]
    chosen = [manifest for manifest, name in zip(of_kind, names, strict=True) if patch.target in (None, name)]
    if not chosen:
        message = f"'{shown(patch.target)}' is the name of no {patch.kind} here"
        raise Refused(("target",), message, "patch-no-match", meant(str(patch.target), names))
    return chosen


def _change(manifests: list[Manifest], chosen: list[Manifest], patch: Patch) -> list[Mistake]:
    """Patch copies, and take them over when nothing was wrong with any."""
    wrong: list[Mistake] = []
    absent: list[set[Mistake]] = []
    results: list[tuple[Manifest, Manifest | None]] = []
    for manifest in chosen:
        try:
            result, missed = _merged(manifest, patch.merge) if patch.merge is not None else (_operated(manifest, patch), set())
            results.append((manifest, result))
            absent.append(missed)
        except _Wrong as raised:
            wrong += raised.mistakes
    if not wrong:
        # What one of several manifests lacks another one may have; what all lack is a slip of the pen.
        wrong += sorted(set.intersection(*absent), key=str)
    if not wrong:
        for manifest, result in results:
            _take_over(manifests, manifest, result)
    return wrong


class _Wrong(Exception):  # noqa: N818 - no error of the program: the reasons are told as problems
    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__(mistakes)


def _merged(manifest: Manifest, merge: Manifest) -> tuple[Manifest | None, set[Mistake]]:
    if strategic.is_deletion(merge):
        return None, set()
    at: Path = ("merge",)
    work = strategic.Merge()
    result = work.map(deepcopy(manifest), merge, f"{manifest.get('apiVersion')}/{manifest.get('kind')}", at)
    try:
        weigh(result, at)
    except Refused as refused:
        work.mistakes.append(refused.mistake)
    wrong = work.mistakes + list(_forbidden(manifest, result, at))
    if wrong:
        raise _Wrong(wrong)
    return result, set(work.absent)


def _operated(manifest: Manifest, patch: Patch) -> Manifest:
    result = deepcopy(manifest)

    def check(at: Path) -> None:
        for mistake in _forbidden(manifest, result, at):
            raise Refused(at, mistake.message, mistake.code, mistake.hint)

    try:
        operations.run(result, patch.operations or [], check)
    except Refused as refused:
        raise _Wrong([refused.mistake._replace(at=("operations", *refused.mistake.at))]) from None
    return result


def _forbidden(before: Manifest, after: Manifest, at: Path) -> Iterator[Mistake]:
    """What no patch may do: make another object of it, or put a secret where all can read it."""
    for way in _IDENTITY:
        if _value(before, way) != _value(after, way):
            hint = "'target' chooses a manifest by its name" if way == _NAME else ""
            message = f"'{'.'.join(way)}' says which object it is; a patch cannot change it"
            yield Mistake((*at, *way), message, "patch-identity", hint)
    for field in _CONTENT:
        if after.get("kind") == "Secret" and after.get(field):
            hint = "keep it in a secret store, and refer to it with 'secrets'"
            message = f"'{field}' of a Secret could be read by all who see the output"
            yield Mistake((*at, field), message, "patch-secret", hint)


def _value(manifest: Any, way: tuple[str, ...]) -> Any:
    for step in way:
        manifest = manifest.get(step) if isinstance(manifest, dict) else None
    return manifest


def _take_over(manifests: list[Manifest], manifest: Manifest, result: Manifest | None) -> None:
    if result is None:
        manifests[:] = [each for each in manifests if each is not manifest]
    else:
        manifest.clear()
        manifest.update(result)
