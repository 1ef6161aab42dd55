"""Exemptions that stand on the objects themselves: kgen's own, and those in the words of public checkers.

kube-score: https://github.com/zegl/kube-score#ignoring-a-test; kube-linter: https://docs.kubelinter.io/#/configuring-kubelinter;
Polaris: https://polaris.docs.fairwinds.com/customization/exemptions/; checkov:
https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html; kubescape: its inline exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from kgen.hardening.annotate import PREFIX
from kgen.model.exempt import Exemption
from kgen.rules import Manifest, Rule, child, kind_of, template_of

_LINTER = "ignore-check.kube-linter.io/"
_LINTER_ALL = "kube-linter.io/ignore-all"
_SCORE = "kube-score/ignore"
_POLARIS = "polaris.fairwinds.com/"
_EXEMPT = "exempt"
_CHECKOV = ("checkov.io/skip", "bridgecrew.io/skip", "cortex.io/skip")
_KUBESCAPE = "kubescape.io/skip-"

_IMPLIED = {"container-resources": ("container-ephemeral-storage-request-and-limit",)}
"""Checks of kube-score that others of it stand for."""

_OWN = re.compile(r"(?P<reason>.*?)(?: - owner (?P<owner>.*?))?(?: - until (?P<until>\d{4}-\d\d-\d\d))?", re.DOTALL)
_ENDS = re.compile(r"(?<= - until \d{4}-\d\d-\d\d), ")


class Stated(NamedTuple):
    """What one annotation says of one rule. `over`: its last day has passed, so it does not count."""

    exemption: Exemption
    key: str
    over: bool = False


class Dialects:
    """The words of checkers for rules, looked up once for all objects of a run."""

    def __init__(self, rules: Mapping[str, Rule], today: date) -> None:
        self._rules = rules
        self._today = today
        self._asked: dict[str, dict[str, list[str]]] = {}
        for name, rule in rules.items():
            for checker, checks in rule.asked_by.items():
                for check in checks:
                    self._asked.setdefault(checker, {}).setdefault(check.casefold(), []).append(name)

    def of(self, manifest: Manifest) -> dict[str, Stated]:
        """The exemptions of one object by rule: kgen's own before those of others, and what counts before what is over."""
        found: dict[str, Stated] = {}
        template = template_of(manifest, kind_of(manifest))
        for where, metadata in (("", manifest), ("template", template)):
            annotations = child(metadata, "metadata", "annotations")
            for rule, stated in self._stated(annotations, inner=bool(where)) if annotations else ():
                known = found.get(rule)
                if known is None or (known.over and not stated.over):
                    found[rule] = stated
        return found

    def _stated(self, annotations: Manifest, *, inner: bool) -> Iterator[tuple[str, Stated]]:
        texts = {key: value for key, value in annotations.items() if isinstance(key, str) and isinstance(value, str)}
        if not inner:
            yield from self._own(texts)
            yield from self._kube_linter(texts)
            yield from self._polaris(texts)
            yield from self._kubescape(texts)
        yield from self._kube_score(texts)
        yield from self._checkov(texts)

    def _own(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
        for key, value in texts.items():
            if key.startswith(PREFIX) and key[len(PREFIX) :] in self._rules:
                exemption = _own(key[len(PREFIX) :], value)
                yield exemption.name, Stated(exemption, key, self._is_over(exemption.until))

    def _kube_linter(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
        for key, value in texts.items():
            if key.startswith(_LINTER):
                yield from self._named("kube-linter", [key[len(_LINTER) :]], value, key)
            elif key == _LINTER_ALL:
                yield from self._named("kube-linter", self._asked.get("kube-linter", {}), value, key)

    def _polaris(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
        for key, value in texts.items():
            if key.startswith(_POLARIS) and key.endswith(_EXEMPT) and value.casefold() == "true":
                check = key[len(_POLARIS) : -len(_EXEMPT)].rstrip("-")
                yield from self._named("polaris", [check] if check else self._asked.get("polaris", {}), "", key)

    def _kube_score(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
        checks = _listed(texts.get(_SCORE, ""))
        yield from self._named("kube-score", [*checks, *(also for one in checks for also in _IMPLIED.get(one, ()))], "", _SCORE)

    def _checkov(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
        for key, value in texts.items():
            if any(word in key for word in _CHECKOV):
                check, _, reason = value.partition("=")
                yield from self._named("checkov", [check.strip()], reason, key)

    def _kubescape(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Stated]]:
        key = f"{_KUBESCAPE}controls"
        expiry = texts.get(f"{_KUBESCAPE}expiry")
        until = _day(expiry) if expiry is not None else None
        if expiry is None or until is not None:
            yield from self._named("kubescape", _listed(texts.get(key, "")), texts.get(f"{_KUBESCAPE}reason", ""), key, until)

    def _named(
        self, checker: str, checks: list[str] | Mapping[str, object], reason: str, key: str, until: date | None = None
    ) -> Iterator[tuple[str, Stated]]:
        """Every rule that asks the same as one of a checker's checks."""
        end = until.isoformat() if until else None
        said = f"{checker}: {reason.strip() or 'no reason given'}"
        for check in checks:
            for rule in self._asked.get(checker, {}).get(check.casefold(), ()):
                exemption = Exemption.model_construct(name=rule, reason=said, owner=None, until=end)
                yield rule, Stated(exemption, key, self._is_over(end))

    def _is_over(self, until: str | None) -> bool:
        return until is not None and until < self._today.isoformat()


def _own(rule: str, text: str) -> Exemption:
    """kgen's own words, `reason - owner someone - until 2027-03-01`; of several, the one that counts longest."""
    found = [_OWN.fullmatch(part) for part in _ENDS.split(text)]
    longest = max((one for one in found if one), key=lambda one: one["until"] or "9999")
    return Exemption.model_construct(
        name=rule, reason=longest["reason"] or "no reason given", owner=longest["owner"], until=longest["until"]
    )


def _listed(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip())]


def _day(text: str) -> date | None:
    """The day of a time as RFC 3339 writes it; None if it is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.astimezone(UTC).date() if moment.tzinfo else None
