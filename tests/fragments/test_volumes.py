"""Volumes: every mount has its volume, and no two share a name or a path."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgen.fragments.config_annotations import config_annotations
from kgen.fragments.config_data import config_data
from kgen.fragments.config_name import config_name
from kgen.fragments.volume_mounts import volume_mounts
from kgen.fragments.volumes import volumes
from tests.fragments.fragment_values import service


def names(**written: Any) -> list[str]:
    return [volume["name"] for volume in volumes(service(**written))]


def test_tmp_is_always_there() -> None:
    assert volumes(service()) == [{"emptyDir": {"sizeLimit": "256Mi"}, "name": "tmp"}]
    assert volume_mounts(service()) == [{"mountPath": "/tmp", "name": "tmp"}]


def test_tmp_takes_the_size_that_a_person_gives_it() -> None:
    given = service(scratch={"/tmp": {"size": "1Gi", "memory": True}})
    assert volumes(given) == [{"emptyDir": {"medium": "Memory", "sizeLimit": "1Gi"}, "name": "tmp"}]


def test_a_secret_is_read_only_and_shows_the_named_keys() -> None:
    given = service(secrets={"db": {"path": "/run/db", "keys": ["user"]}, "variables": {"env": {"A": "a"}}})
    items = [{"key": "user", "path": "user"}]
    assert volumes(given)[1:] == [{"name": "secret-db", "secret": {"defaultMode": 0o440, "items": items, "secretName": "db"}}]
    assert volume_mounts(given)[0] == {"mountPath": "/run/db", "name": "secret-db", "readOnly": True}


def test_the_token_lies_where_client_libraries_look() -> None:
    given = service(permissions={"configmaps": ["get"]})
    assert volume_mounts(given)[1] == {"mountPath": "/var/run/secrets/kubernetes.io", "name": "token", "readOnly": True}
    sources = volumes(given)[1]["projected"]["sources"]
    paths = [source.get("path") or source["items"][0]["path"] for each in sources for source in each.values()]
    assert paths == ["serviceaccount/token", "serviceaccount/ca.crt", "serviceaccount/namespace"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"volumes": {"tmp": {"path": "/x", "claim": "x"}}}, [r"tmp-[0-9a-f]{8}"]),
        ({"volumes": {"config": {"path": "/x", "claim": "x"}}, "config": {"/a": {"text": ""}}}, ["tmp", r"config-[0-9a-f]{8}"]),
        ({"volumes": {"token": {"path": "/x", "claim": "x"}}, "permissions": {"pods": ["get"]}}, ["tmp", r"token-[0-9a-f]{8}"]),
        ({"scratch": ["/a/b", "/a-b", "/a_b"]}, ["scratch-a-b", r"scratch-a-b-[0-9a-f]{8}", r"scratch-a-b-[0-9a-f]{8}", "tmp"]),
        ({"secrets": {"a.b": "/1", "a-b": "/2"}}, ["tmp", "secret-a-b", r"secret-a-b-[0-9a-f]{8}"]),
        ({"scratch": {f"/{'x' * 80}": {}}}, ["tmp", r"scratch-x{46}-[0-9a-f]{8}"]),
    ],
)
def test_names_that_clash_get_a_digest(written: dict[str, Any], expected: list[str]) -> None:
    found = names(**written)
    assert len(found) == len(expected)
    for name, pattern in zip(found, expected, strict=True):
        assert re.fullmatch(pattern, name), name


PATHS = st.lists(
    st.text(alphabet="ab-_./ Aé", min_size=1, max_size=70).map(lambda text: f"/{text}".replace("..", ".")), max_size=4
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    PATHS,
    st.lists(st.sampled_from(["a", "b", "tmp", "scratch-a", "scratch-b", "config", "h-tmp"]), unique=True, max_size=4),
    st.lists(st.sampled_from(["a", "a.b", "a-b"]), unique=True, max_size=3),
)
def test_names_are_unique_labels_for_all_mounts(scratch: list[str], claims: list[str], secrets: list[str]) -> None:
    paths = [path for path in dict.fromkeys(scratch) if "//" not in path and path.strip("/")]
    given = service(
        scratch=paths,
        volumes={name: {"path": f"/claims/{name}", "claim": name} for name in claims},
        secrets={name: f"/secrets/{name}" for name in secrets},
        config={"/settings.yaml": {"text": "a: 1"}},
        sidecars={"h": {"image": "a/h:1", "scratch": paths, "volumes": [*dict.fromkeys((*claims, *secrets))]}},
    )
    found = [volume["name"] for volume in volumes(given)] + list(given.volumes)
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", name) for name in found)
    mounted = {mount["name"] for each in (None, given.sidecars["h"]) for mount in volume_mounts(given, each)}
    assert mounted == set(found)


def test_a_helper_sees_its_own_folders_and_what_it_names() -> None:
    given = service(
        volumes={"data": {"path": "/data", "claim": "data", "access": "ReadOnlyMany"}},
        secrets={"db": "/run/db", "data": "/run/data"},
        scratch=["/work"],
        config={"/etc/app.yaml": {"text": ""}},
        init={"load": {"image": "a/load:1", "scratch": ["/own"], "volumes": ["data", "/work"]}},
    )
    assert volume_mounts(given, given.init["load"]) == [
        {"mountPath": "/data", "name": "data", "readOnly": True},
        {"mountPath": "/own", "name": "load-own"},
        {"mountPath": "/run/data", "name": "secret-data", "readOnly": True},
        {"mountPath": "/tmp", "name": "load-tmp"},
        {"mountPath": "/work", "name": "scratch-work"},
    ]


def test_a_helper_names_only_what_there_is() -> None:
    given = service(scratch=["/work"], secrets={"db": "/run/db"}, init={"load": {"image": "a/load:1", "volumes": ["dat"]}})
    message = r"^'dat' is no volume, secret or scratch path of the service; there are: /work, db$"
    with pytest.raises(ValueError, match=message):
        volume_mounts(given, given.init["load"])


def test_no_two_volumes_share_a_path() -> None:
    with pytest.raises(ValueError, match=r"^two volumes are mounted at '/run/a'; give one of them another path$"):
        volume_mounts(service(secrets={"a": "/run/a", "b": "/run/a"}))
    with pytest.raises(ValueError, match=r"^nothing can be mounted at '/'; name a folder below it$"):
        volume_mounts(service(scratch=["/"]))


def test_files_with_settings_are_mounted_one_by_one() -> None:
    given = service(config={"/etc/b/app.yaml": {"text": "b"}, "/etc/a/app.yaml": {"text": "a"}, "/etc/..x y": {"text": "c"}})
    assert config_data(given.config) == {"45257a55-..x-y": "c", "app.yaml": "a", "9dc3d42c-app.yaml": "b"}
    mounts = [mount for mount in volume_mounts(given) if mount["name"] == "config"]
    assert [(mount["mountPath"], mount["subPath"]) for mount in mounts] == [
        ("/etc/..x y", "45257a55-..x-y"),
        ("/etc/a/app.yaml", "app.yaml"),
        ("/etc/b/app.yaml", "9dc3d42c-app.yaml"),
    ]
    with pytest.raises(ValueError, match=r"^'/etc/' is a folder; name the file in it, such as /etc/settings.yaml$"):
        config_data(service(config={"/etc/": {"text": ""}}).config)


def test_other_content_is_another_config_map() -> None:
    texts = [{"/a": {"text": "1"}}, {"/a": {"text": "2"}}, {"/b": {"text": "1"}}, {"/a": {"text": "1"}, "/b": {"text": ""}}]
    found = [config_name(service(config=config)) for config in texts]
    assert len(set(found)) == len(texts)
    assert config_name(service(config={"/b": {"text": ""}, "/a": {"text": "1"}})) == found[3]
    assert all(re.fullmatch(r"cart-config-[0-9a-f]{10}", name) for name in found)


def test_files_that_may_change_are_mounted_with_their_folder() -> None:
    live = {"/etc/a/x.yaml": {"text": "1"}, "/etc/b/x.yaml": {"text": "2"}, "/etc/a/y.yaml": {"text": "3"}}
    given = service(name="cart", config={path: {**file, "on_change": "ignore"} for path, file in live.items()})
    data = config_data(given.config, "ignore")
    assert config_data(given.config) == {}
    [one, two] = [volume for volume in volumes(given) if "configMap" in volume]
    assert {one["configMap"]["name"], two["configMap"]["name"]} == {"cart-config"}
    shown = {
        f"{mount['mountPath']}/{item['path']}": data[item["key"]]
        for mount in volume_mounts(given)
        for volume in (one, two)
        if volume["name"] == mount["name"]
        for item in volume["configMap"]["items"]
    }
    assert shown == {path: file["text"] for path, file in live.items()}
    assert not any("subPath" in mount for mount in volume_mounts(given))


def test_what_may_change_is_no_part_of_the_name_that_restarts() -> None:
    fixed = {"/etc/a": {"text": "a"}}
    one = service(config={**fixed, "/x/b": {"text": "1", "on_change": "ignore"}})
    two = service(config={**fixed, "/x/b": {"text": "2", "on_change": "ignore"}})
    assert config_name(one) == config_name(two) == config_name(service(config=fixed))


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [
        ("kubectl", {"a": "b"}),
        ("argocd", {"argocd.argoproj.io/sync-options": "PruneLast=true", "a": "b"}),
        ("flux", {"kustomize.toolkit.fluxcd.io/prune": "disabled", "a": "b"}),
    ],
)
def test_what_old_pods_need_is_not_removed_early(delivery: str, expected: dict[str, str]) -> None:
    assert config_annotations({"a": "b"}, delivery) == expected
    assert config_annotations(None, "kubectl") is None
