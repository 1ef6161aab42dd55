"""No environment variable is set twice.

Only the last one counts, and tools that merge lists by name keep another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgen.findings import shown
from kgen.rules import ContainerRule, Fault, Subject, maps


def _holds(variables: Any) -> bool:
    names = [str(one.get("name")) for one in variables if isinstance(one, dict)] if isinstance(variables, list) else []
    return len(set(names)) == len(names)


def verify(container: Subject) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, variable in enumerate(maps(container.value, "env")):
        name = str(variable.get("name"))
        if name in seen:
            yield Fault(f"env[{index}].name", f"{shown(name)} is set twice; leave it out here")
        seen.add(name)


RULE = ContainerRule(
    severity="error",
    sure={"env": _holds},
    verify=verify,
    condition="!has(container.env) || container.env.all(e, container.env.exists_one(f, f.name == e.name))",
    sources=["https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/"],
    asked_by={
        "kube-score": ["environment-variable-key-duplication"],
        "kube-linter": ["duplicate-env-var"],
        "kubescape": ["C-0295"],
    },
    rows=["D7"],
    practice="Settings apart from code (12-factor)",
    satisfy="Each name stands once in `env`, `secrets` and `calls`.",
    manifest="In every container: each `env[].name` must stand only once.",
)
