"""What the facts on nodes must fulfil beyond their types."""

from __future__ import annotations

from collections.abc import Iterator

from kgen.model.environment import Environment
from kgen.problems import Origin, Path, Problem
from kgen.validate.messages import nearest, shortened


def nodes(environment: Environment, path: Path, origin: Origin) -> Iterator[Problem]:
    """Pools that no node is known by, and sensitive services that nothing keeps apart, or that others may join on their nodes."""
    sensitive, pools = environment.sensitive, environment.node_pools
    for name, pool in pools.items():
        if not pool.labels:
            message = f"the node pool '{name}' needs the 'labels' of its nodes"
            yield origin.problem(
                (*path, "node_pools", name), message, "missing-field", hint=f"labels: {{pool: {name}}}", key=True
            )
    if sensitive is None:
        return
    if not sensitive.node_pool and not sensitive.runtime:
        message = "'sensitive' needs a 'node_pool', a 'runtime', or both"
        yield origin.problem((*path, "sensitive"), message, "missing-field", hint="sensitive: {runtime: gvisor}", key=True)
    elif sensitive.node_pool and sensitive.node_pool not in pools:
        known = f"one of: {', '.join(sorted(pools))}" if pools else "there are none"
        message = f"there is no node pool '{shortened(sensitive.node_pool)}'"
        hint = nearest(sensitive.node_pool, pools) or known
        yield origin.problem((*path, "sensitive", "node_pool"), message, "unknown-reference", hint=hint)
    elif sensitive.node_pool and not pools[sensitive.node_pool].taint:
        message = f"the node pool '{sensitive.node_pool}' needs a 'taint', or other pods run there too"
        hint = f"taint: pool={sensitive.node_pool}:NoSchedule"
        yield origin.problem((*path, "node_pools", sensitive.node_pool), message, "missing-field", hint=hint, key=True)
