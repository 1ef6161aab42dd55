"""Whether names, labels, annotations and keys of a manifest are ones that the API server takes.

The API schema says only that they are text. Sources of the tables are named beside them; the grammars are in `words.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from kgen.problems import Path
from kgen.verify import pods, words
from kgen.verify.errors import Manifest, SchemaError, dotted, shown
from kgen.verify.words import Grammar

_SHORT = words.SUBDOMAIN.up_to(63)
_SHORTER = words.LABEL.up_to(52)

_NAMES: dict[tuple[str, str], Grammar] = {
    ("", "Namespace"): words.LABEL,
    ("", "Service"): words.LABEL_1035,
    ("apps", "DaemonSet"): _SHORT,
    ("apps", "Deployment"): _SHORT,
    ("apps", "ReplicaSet"): _SHORT,
    ("apps", "StatefulSet"): _SHORTER,
    ("argoproj.io", "Rollout"): _SHORT,
    ("batch", "CronJob"): _SHORTER,
    ("batch", "Job"): _SHORT,
    ("rbac.authorization.k8s.io", "ClusterRole"): words.PATH_SEGMENT,
    ("rbac.authorization.k8s.io", "ClusterRoleBinding"): words.PATH_SEGMENT,
    ("rbac.authorization.k8s.io", "Role"): words.PATH_SEGMENT,
    ("rbac.authorization.k8s.io", "RoleBinding"): words.PATH_SEGMENT,
}
"""All other kinds have subdomains of 253 characters.

https://kubernetes.io/docs/concepts/overview/working-with-objects/names/. A workload's name becomes the value of labels (63).
A StatefulSet's name with a hash of 11 characters becomes one (`controller-revision-hash`); a CronJob appends 11 characters to
the names of its Jobs: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/.
"""

_NAMELESS = frozenset({"authentication.k8s.io", "authorization.k8s.io", "kustomize.config.k8s.io"})
"""Groups of requests and of files for tools, whose objects need no name."""

_ANNOTATIONS = 256 * 1024
"""Bytes of all annotations: TotalAnnotationSizeLimitB in https://pkg.go.dev/k8s.io/apimachinery/pkg/api/validation."""

_UTF8 = 4
"""The most bytes of one character."""

_NONE: dict[str, str] = {}

_CONTENT = 1024 * 1024
"""Bytes of all values of a ConfigMap or Secret: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation."""

_Found = list[SchemaError]


def errors(manifest: Manifest) -> list[SchemaError]:
    """All names that the API server would refuse, and those that YAML readers mistake. The manifest must fit the API schema."""
    found: _Found = []
    metadata = manifest.get("metadata", {})
    group, kind = manifest["apiVersion"].rpartition("/")[0], manifest["kind"]
    if "name" in metadata:
        if wrong := _name(group, kind, metadata["name"]):
            _say(found, ("metadata", "name"), wrong, metadata["name"])
    elif "generateName" not in metadata and group not in _NAMELESS:
        found.append(SchemaError(("metadata", "name"), "'metadata.name' is missing"))
    if "namespace" in metadata and (wrong := _label(metadata["namespace"])):
        _say(found, ("metadata", "namespace"), wrong, metadata["namespace"])
    _metadata(metadata, ("metadata",), found)
    template = pods.template(manifest)
    if template is not None:
        path, pod = template
        if path:
            _metadata(pod.get("metadata", {}), (*path, "metadata"), found)
        _pod(pod.get("spec", {}), (*path, "spec"), found)
    elif not group and kind in ("ConfigMap", "Secret"):
        _content(manifest, found)
    elif not group and kind == "Service":
        _service(manifest.get("spec", {}), found)
    return found


def _say(found: _Found, path: Path, wrong: str, text: str) -> None:
    """Add what is wrong with the text at a path, if anything is."""
    if wrong:
        value = f", not '{shown(text)}'" if wrong.startswith("must") else ""
        found.append(SchemaError(path, f"'{dotted(path)}' {wrong}{value}"))


def _say_key(found: _Found, path: Path, wrong: str) -> None:
    """Add what is wrong with a key, which is the last step of the path, if anything is."""
    if wrong:
        found.append(SchemaError(path, f"'{shown(path[-1])}' in '{dotted(path[:-1])}' {wrong}"))


@lru_cache(maxsize=65536)
def _name(group: str, kind: str, name: str) -> str:
    wrong = _NAMES.get((group, kind), words.SUBDOMAIN).wrong(name)
    if wrong or pods.template_path(f"{group}/", kind) is None:
        return wrong
    reading = words.misread(name)
    return f"is '{name}', which YAML readers take for {reading} where it is not quoted; choose another name" if reading else ""


@lru_cache(maxsize=65536)
def _label(text: str) -> str:
    return words.LABEL.wrong(text)


@lru_cache(maxsize=65536)
def _port(text: str) -> str:
    return words.PORT.wrong(text)


@lru_cache(maxsize=65536)
def _variable(text: str) -> str:
    return words.VARIABLE.wrong(text)


@lru_cache(maxsize=65536)
def _pair_is_wrong(key: str, value: str) -> bool:
    return bool(words.key(key) or words.LABEL_VALUE.wrong(value))


def _metadata(metadata: dict[str, Any], path: Path, found: _Found) -> None:
    for key, value in metadata.get("labels", _NONE).items():
        if _pair_is_wrong(key, value):
            _say_key(found, (*path, "labels", key), words.key(key))
            _say(found, (*path, "labels", key), words.LABEL_VALUE.wrong(value), value)
    annotations = metadata.get("annotations", _NONE)
    size = 0
    for key, value in annotations.items():
        size += len(key) + len(value)
        if wrong := words.key(key):
            _say_key(found, (*path, "annotations", key), wrong)
    if size * _UTF8 > _ANNOTATIONS:
        _weigh(annotations, (*path, "annotations"), found)


def _weigh(annotations: dict[str, str], path: Path, found: _Found) -> None:
    size = sum(len(key.encode()) + len(value.encode()) for key, value in annotations.items())
    if size > _ANNOTATIONS:
        found.append(SchemaError(path, f"'{dotted(path)}' has {size} bytes, and at most {_ANNOTATIONS} are allowed"))


def _pod(spec: dict[str, Any], path: Path, found: _Found) -> None:
    places = []
    for name, index, container in pods.containers(spec):
        places.append((name, index, container["name"]))
        if wrong := _label(container["name"]):
            _say(found, (*path, name, index, "name"), wrong, container["name"])
        _container(container, (*path, name, index), found)
    _unique(places, path, found)
    volumes = [("volumes", index, volume["name"]) for index, volume in enumerate(spec.get("volumes", ()))]
    for name, index, volume_name in volumes:
        if wrong := _label(volume_name):
            _say(found, (*path, name, index, "name"), wrong, volume_name)
    _unique(volumes, path, found)


def _container(container: dict[str, Any], path: Path, found: _Found) -> None:
    ports = [("ports", index, port["name"]) for index, port in enumerate(container.get("ports", ())) if "name" in port]
    for name, index, port_name in ports:
        if wrong := _port(port_name):
            _say(found, (*path, name, index, "name"), wrong, port_name)
    _unique(ports, path, found)
    for index, variable in enumerate(container.get("env", ())):
        if wrong := _variable(variable["name"]):
            _say(found, (*path, "env", index, "name"), wrong, variable["name"])


def _unique(places: list[tuple[str, int, str]], path: Path, found: _Found) -> None:
    """Each name (list, index, name) once."""
    seen: dict[str, str] = {}
    for field, index, name in places:
        if name in seen:
            place = (*path, field, index, "name")
            found.append(SchemaError(place, f"'{dotted(place)}' is '{shown(name)}', as '{seen[name]}' is; names must differ"))
        else:
            seen[name] = f"{field}[{index}].name"


def _service(spec: dict[str, Any], found: _Found) -> None:
    """Ports of a Service need names as soon as there are two; the name of a target port is that of a container's port."""
    ports = spec.get("ports", ())
    for index, port in enumerate(ports):
        place: Path = ("spec", "ports", index)
        if "name" in port:
            _say(found, (*place, "name"), _label(port["name"]), port["name"])
        elif len(ports) > 1:
            found.append(SchemaError((*place, "name"), f"'{dotted(place)}.name' is missing; each of several ports needs one"))
        target = port.get("targetPort")
        if isinstance(target, str):
            _say(found, (*place, "targetPort"), _port(target), target)
    _unique([("ports", index, port["name"]) for index, port in enumerate(ports) if "name" in port], ("spec",), found)


def _content(manifest: Manifest, found: _Found) -> None:
    """Keys become file names; `data` and `binaryData` share one space of names and one size."""
    size = 0
    data = manifest.get("data", _NONE)
    for field in ("data", "binaryData", "stringData"):
        values: dict[str, str] = manifest.get(field, _NONE)
        for key in values:
            _say_key(found, (field, key), words.FILE_KEY.wrong(key))
            if field == "binaryData" and key in data:
                _say_key(found, (field, key), "is in 'data' too")
        size += _bytes(values.values(), encoded=field == "binaryData" or (field == "data" and manifest["kind"] == "Secret"))
    if size > _CONTENT:
        found.append(SchemaError(("data",), f"'{manifest['kind']}' holds {size} bytes, and at most {_CONTENT} are allowed"))


def _bytes(values: Iterable[str], *, encoded: bool) -> int:
    """Bytes of all values; of base64, those it stands for."""
    return sum(len(value) * 3 // 4 - value[-2:].count("=") if encoded else len(value.encode()) for value in values)
