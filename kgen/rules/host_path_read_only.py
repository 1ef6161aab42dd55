"""A folder of the node is mounted read-only.

Where a folder of the node has to be seen (an agent that reads logs), it need not be changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgen.rules import CONTAINERS, Fault, PodRule, Subject, maps


def verify(pod: Subject) -> Iterator[Fault]:
    of_node = [volume.get("name") for volume in maps(pod.value, "volumes") if volume.get("hostPath") is not None]
    for listed in CONTAINERS:
        for index, container in enumerate(maps(pod.value, listed)):
            for place, mount in enumerate(maps(container, "volumeMounts")):
                if mount.get("name") in of_node and mount.get("readOnly") is not True:
                    path = f"{listed}[{index}].volumeMounts[{place}].readOnly"
                    yield Fault(path, f"'{path}' is not true; a folder of the node must be mounted read-only")


RULE = PodRule(
    severity="error",
    sure={"volumes[].hostPath": lambda folder: False},
    verify=verify,
    condition=(
        "(has(variables.pod.volumes) ? variables.pod.volumes : []).filter(v, has(v.hostPath)).all(v, "
        "[variables.containers, variables.initContainers, variables.ephemeralContainers].all(l, l.all(c, !has(c.volumeMounts) || "
        "c.volumeMounts.all(m, m.name != v.name || (has(m.readOnly) && m.readOnly == true)))))"
    ),
    sources=["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
    asked_by={"kube-linter": ["writable-host-mount"], "kubescape": ["C-0045"], "kyverno": ["ensure-readonly-hostpath"]},
    rows=["B26"],
    practice="Pod security: no privileges, nothing of the node",
    satisfy="`host: {paths: {/var/log: {}}}`, without `write`.",
    manifest="In every container: a mount of a `hostPath` volume must say `readOnly: true`.",
)
