"""Strategic merge: a patch written like the manifest; maps merge, and lists merge by the keys that the API declares.

https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
"""

from __future__ import annotations

from typing import Any

from kgen.patch.keys import DEFAULTS, UNKNOWN, Field, field
from kgen.patch.limits import COMPARISONS
from kgen.patch.mistake import Mistake, meant
from kgen.problems import Path
from kgen.verify.errors import shown

_DIRECTIVE = "$patch"
_WITHOUT = "$deleteFromPrimitiveList/"
_WORDS = ("delete", "merge", "replace")

Map = dict[str, Any]


def is_deletion(patch: Any) -> bool:
    """Whether a part of a patch says that what it stands for goes away."""
    return isinstance(patch, dict) and patch.get(_DIRECTIVE) == "delete"


class Merge:
    """One merge into one manifest. `mistakes` are final; `absent` are deletions of what this manifest does not have."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.absent: list[Mistake] = []
        self._compared = 0

    def map(self, base: Map, patch: Map, kind: str, at: Path) -> Map:
        """The merged map; `base` is changed, `patch` never. `kind` is the type as `kgen.patch.keys` names it."""
        self._check_directive(patch, at)
        result: Map = {} if patch.get(_DIRECTIVE) == "replace" else base
        for key, value in patch.items():
            path = (*at, key)
            if not isinstance(key, str):
                self._refuse(at, f"'{shown(key)}' is a key, and keys are text; put it in quotes", "patch-key")
            elif key.startswith(_WITHOUT):
                self._without(result, key.removeprefix(_WITHOUT), value, path)
            elif key.startswith("$"):
                self._check_known(key, path)
            elif value is None or is_deletion(value):
                result.pop(key, None)
            else:
                result[key] = self._value(result.get(key), value, field(kind, key), path)
        return result

    def _value(self, base: Any, patch: Any, how: Field, at: Path) -> Any:
        if isinstance(patch, dict):
            return self.map(base if isinstance(base, dict) and not how.replaced else {}, patch, how.of, at)
        if not isinstance(patch, list):
            return patch
        items = [(index, item) for index, item in enumerate(patch) if item != {_DIRECTIVE: "replace"}]
        known = base if isinstance(base, list) and len(items) == len(patch) else []
        if (how.keys or how.unique) and not self._affords(known, items, at):
            return known
        if how.keys:
            return self._by_key(known, items, how, at)
        fresh = [self._fresh(item, (*at, index)) for index, item in items]
        return known + [item for item in fresh if item not in known] if how.unique else fresh

    def _fresh(self, value: Any, at: Path) -> Any:
        """A copy of an item that has no counterpart."""
        if value is None:
            self._refuse(at, "'null' has no place in a list; leave it out", "patch-null")
        if is_deletion(value):
            self._refuse(
                (*at, _DIRECTIVE),
                "'delete' finds no item in a list without keys; write the list as it shall be",
                "patch-directive",
            )
        return self._value(None, value, UNKNOWN, at)

    def _by_key(self, base: list[Any], items: list[tuple[int, Any]], how: Field, at: Path) -> list[Any]:
        result = list(base)
        for index, item in items:
            path = (*at, index)
            if not isinstance(item, dict) or how.keys[0] not in item:
                self._refuse(path, f"'{at[-1]}' merges by '{how.keys[0]}', which this item lacks", "patch-key")
                continue
            found = [i for i, old in enumerate(result) if _same_item(old, item, how.keys)]
            if len(found) > 1:
                words = " and ".join(f"'{key}'" for key in how.keys)
                self._refuse(
                    path, f"'{at[-1]}' has {len(found)} items that match; it merges by {words}", "patch-key", "give all keys"
                )
            elif is_deletion(item):
                self._delete(result, found, item[how.keys[0]], path)
            elif found:
                result[found[0]] = self.map(result[found[0]], item, how.of, path)
            else:
                result.append(self.map({}, item, how.of, path))
        return result

    def _affords(self, known: list[Any], items: list[Any], at: Path) -> bool:
        """Whether these lists are short enough to compare each item with each."""
        self._compared += (len(known) + len(items)) * len(items)
        if self._compared > COMPARISONS:
            self._refuse(at, f"'{at[-1]}' has too many items to merge", "patch-size")
        return self._compared <= COMPARISONS

    def _delete(self, result: list[Any], found: list[int], name: Any, at: Path) -> None:
        if found:
            del result[found[0]]
        else:
            self.absent.append(Mistake(at, f"'{shown(name)}' cannot be deleted: it is not there", "patch-no-match"))

    def _without(self, result: Map, name: str, values: Any, at: Path) -> None:
        old = result.get(name)
        if not isinstance(values, list) or not isinstance(old, list):
            message = f"'{shown(name)}' is no list, or what to take from it is none"
            self._refuse(at, message, "patch-directive", key=True)
        elif self._affords(old, values, at):
            result[name] = [item for item in old if item not in values]

    def _check_directive(self, patch: Map, at: Path) -> None:
        word = patch.get(_DIRECTIVE, "merge")
        if word not in _WORDS:
            hint = meant(str(word), _WORDS)
            self._refuse((*at, _DIRECTIVE), f"'{shown(word)}' is no directive of '{_DIRECTIVE}'", "patch-directive", hint)

    def _check_known(self, key: str, at: Path) -> None:
        if key != _DIRECTIVE:
            hint = meant(key, [_DIRECTIVE, f"{_WITHOUT}…"])
            self._refuse(at, f"'{shown(key)}' is no directive that kgen knows", "patch-directive", hint, key=True)

    def _refuse(self, at: Path, message: str, code: str, hint: str = "", *, key: bool = False) -> None:
        self.mistakes.append(Mistake(at, message, code, hint, key))


def _same_item(old: Any, item: Map, keys: tuple[str, ...]) -> bool:
    """Whether an item of the patch means this one; a key that it leaves out, and that has no default, is not compared."""
    if not isinstance(old, dict):
        return False
    given = [key for key in keys if key in item or key in DEFAULTS]
    return all(old.get(key, DEFAULTS.get(key)) == item.get(key, DEFAULTS.get(key)) for key in given)
