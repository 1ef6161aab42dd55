"""Random scalars of a spec, each as people may write it."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

Written = st.SearchStrategy[Any]

CORPUS = Path(__file__).parents[1] / "corpus" / "tricky-strings.json"
TRICKY = [text for text in json.loads(CORPUS.read_text("utf-8"))["strings"] if "\0" not in text and len(text) < 1000]

_LOWER = string.ascii_lowercase
_LOWER_DIGITS = _LOWER + string.digits
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}

TEXT = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.text("ab$() {}:#-'\"\\\n\t", max_size=12),
).filter(lambda text: "://" not in text and "sudo" not in text)
"""Any text a container can get; a password in a URL and a call of sudo are refused, and are tested elsewhere."""

WRITTEN_TEXT: Written = st.one_of(TEXT, st.integers(-(2**60), 2**60), st.booleans(), st.floats(-1e6, 1e6))
"""A text field takes numbers and booleans in their written form."""


def dns_label(longest: int = 12) -> st.SearchStrategy[str]:
    """A name that is no word of YAML and no name Kubernetes keeps for itself; now and then as long as allowed."""
    rest = st.text(_LOWER_DIGITS + "-", max_size=longest - 2)
    names = st.builds("{}{}{}".format, st.sampled_from(_LOWER), rest, st.sampled_from(_LOWER_DIGITS))
    return names.filter(lambda name: name not in _WORDS | {"default"} and not name.startswith("kube"))


LABEL_VALUE: Written = st.one_of(
    st.from_regex(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,8}[A-Za-z0-9])?)?", fullmatch=True),
    st.sampled_from(["true", "null", "1e3", "0x1F", "1.10", "12", "a" * 63]),
    st.integers(0, 99),
)
LABEL_KEY = st.from_regex(r"(x[a-z]{0,4}\.dev/)?[A-Z][-A-Za-z0-9_.]{0,8}[A-Za-z0-9]", fullmatch=True)
LABELS = st.dictionaries(LABEL_KEY, LABEL_VALUE, max_size=2)
SELECTOR = st.dictionaries(LABEL_KEY, LABEL_VALUE, min_size=1, max_size=2)

ENV_NAME = st.from_regex(r"[A-FV_][A-FX0-9_]{0,7}", fullmatch=True)
"""Too few letters to spell a word that a credential would have."""

PATH = st.from_regex(r"(/[A-Za-z][-A-Za-z0-9_. ]{0,6}[a-z0-9]){1,3}", fullmatch=True).map(lambda path: f"/srv{path}")
URL_PATH = st.from_regex(r"/[a-z]{1,6}(/[a-z?=&]{1,5})?", fullmatch=True)
HOST = st.from_regex(r"[a-z]{1,6}\.[a-z]{1,6}\.dev", fullmatch=True)
MESHED = "in-mesh"
"""A namespace whose pods are in the mesh where there is one."""
CIDR = st.sampled_from(["198.51.100.0/24", "203.0.113.7/32", "2001:db8::/32", "10.0.0.0/8"])
DURATION: Written = st.integers(1, 40).flatmap(lambda n: st.sampled_from([n, f"{n}s", f"{n}m"]))
SECONDS: Written = st.integers(1, 60).flatmap(lambda n: st.sampled_from([n, f"{n}s"]))
DAY = st.sampled_from(["2999-12-31", "2999-01-01"])

_CPUS = ["50m", "100m", "0.25", "250m", 0.5, "500m", 1, "1500m", "2"]
_AMOUNTS = ["32Mi", "64Mi", "100000k", "128Mi", "256Mi", "0.5Gi", "1Gi", "1.5Gi", "2Gi"]


def _range(amounts: list[Any]) -> Written:
    """One amount, two from low to high, or the full form."""

    def forms(pair: tuple[int, int]) -> Written:
        low, high = amounts[min(pair)], amounts[max(pair)]
        return st.sampled_from([low, f"{low}..{high}", {"request": low, "limit": high}])

    last = len(amounts) - 1
    return st.tuples(st.integers(0, last), st.integers(0, last)).flatmap(forms)


CPU = _range(_CPUS)
BYTES = _range(_AMOUNTS)
DISK = _range(_AMOUNTS[4:])
"""At least what a folder to write to may hold when nobody says how much."""
SIZE: Written = st.sampled_from(_AMOUNTS)
SMALL: Written = st.sampled_from(["1M", "16Mi", "32Mi", 30000000])
"""No more than the least of memory."""

_DIGEST = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
_REPOSITORY = st.sampled_from(
    ["registry.acme.dev/shop/cart", "registry.acme.dev:5000/x", "redis", "library/redis", "ghcr.io/a/b-c_d"]
)
_TAG = st.from_regex(r":[A-Za-z0-9_][A-Za-z0-9_.-]{0,8}", fullmatch=True).filter(lambda tag: tag != ":latest")
IMAGE = st.builds("{}{}@sha256:{}".format, _REPOSITORY, st.one_of(st.just(""), _TAG), _DIGEST)


def written_list(values: list[str]) -> Written:
    """A list of names, or a map of names to nothing."""
    return st.sampled_from([values, {value: {} for value in values}])
