"""Objects that can never change bear another name whenever they would have to."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from kgen.naming.stage import name, plain_name

JOB: dict[str, Any] = {"kind": "Job", "metadata": {"name": "migrate", "labels": {}}, "spec": {"template": {"spec": {"a": [1]}}}}


def named(job: dict[str, Any]) -> str:
    manifest = deepcopy(job)
    name([manifest])
    assert plain_name(manifest) == "migrate"
    return str(manifest["metadata"]["name"])


def test_a_job_bears_a_digest_of_what_it_runs() -> None:
    assert named(JOB) == "migrate-715bda6419"


@pytest.mark.parametrize("changed", [{"template": {"spec": {"a": [2]}}}, {"template": {"spec": {"a": [1]}}, "suspend": True}])
def test_another_content_is_another_job(changed: dict[str, Any]) -> None:
    assert named({**JOB, "spec": changed}) != named(JOB)


def test_labels_of_the_job_itself_can_change() -> None:
    labelled = {**JOB, "metadata": {"name": "migrate", "labels": {"app.kubernetes.io/version": "2"}}}
    assert named(labelled) == named(JOB)


def test_the_order_of_keys_is_no_content() -> None:
    spec = {"backoffLimit": 1, **JOB["spec"]}
    assert named({**JOB, "spec": spec}) == named({**JOB, "spec": dict(reversed(spec.items()))})


def test_what_can_change_keeps_its_name() -> None:
    manifest: dict[str, Any] = {"kind": "CronJob", "metadata": {"name": "report"}, "spec": {}}
    name([manifest])
    assert (manifest["metadata"]["name"], plain_name(manifest)) == ("report", "report")
