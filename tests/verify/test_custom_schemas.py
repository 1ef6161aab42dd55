"""The committed schemas of custom resources: small, strict, without loose ends; and how they are read from declarations."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from kgen.places import data
from kgen.verify import definitions
from scripts.custom_schemas.packages import Package

FOLDER = data("schemas") / "custom"
GROUPS = sorted(path.stem for path in FOLDER.glob("*.tsv"))
KINDS = [name for group in GROUPS for name in definitions.custom(group) if "/" in name]


def test_the_data_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_the_kinds_that_kgen_writes_are_there() -> None:
    assert {
        "gateway.networking.k8s.io/v1/HTTPRoute",
        "gateway.networking.k8s.io/v1/GRPCRoute",
        "monitoring.coreos.com/v1/ServiceMonitor",
        "monitoring.coreos.com/v1/PodMonitor",
        "monitoring.coreos.com/v1/PrometheusRule",
        "security.istio.io/v1/AuthorizationPolicy",
        "security.istio.io/v1/PeerAuthentication",
        "external-secrets.io/v1/ExternalSecret",
        "external-secrets.io/v1beta1/ExternalSecret",
        "bitnami.com/v1alpha1/SealedSecret",
        "keda.sh/v1alpha1/ScaledObject",
        "argoproj.io/v1alpha1/Rollout",
        "argoproj.io/v1alpha1/Application",
        "cert-manager.io/v1/Certificate",
        "kustomize.toolkit.fluxcd.io/v1/Kustomization",
        "kyverno.io/v1/ClusterPolicy",
        "cilium.io/v2/CiliumNetworkPolicy",
    } <= set(KINDS)


@pytest.mark.parametrize("group", GROUPS)
def test_no_reference_leads_nowhere(group: str) -> None:
    types = definitions.kinds("1.37", f"{group}/v1")
    missing = {
        found for text in definitions.custom(group).values() for found in re.findall(r'#/\$defs/([^"]+)', text)
    } - types.keys()
    assert missing == set()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_can_be_judged(name: str) -> None:
    api_version, _, kind = name.rpartition("/")
    accepts = Draft202012Validator(definitions.document("1.33", name))
    assert not accepts.is_valid({"apiVersion": api_version, "kind": kind, "metadata": {"name": "a"}, "kgenUnknown": 1})
    assert not accepts.is_valid({"apiVersion": api_version, "kind": kind})


@pytest.mark.parametrize("group", ["", "acme.dev", "../kubernetes/definitions", "a.b/../../c", "x" * 300, "a\0.b"])
def test_other_groups_are_not_known(group: str) -> None:
    assert definitions.custom(group) == {}


def test_declarations_are_read(tmp_path: Path) -> None:
    (tmp_path / "acme.dev" / "v1").mkdir(parents=True)
    (tmp_path / "acme.dev/v1/Cart.d.ts").write_text(CART)
    (tmp_path / "acme.dev/v1/Wheel.d.ts").write_text(WHEEL)
    types: dict[str, Any] = Package(tmp_path).groups()["acme.dev"]
    assert list(types) == ["acme.dev/v1/Cart", "acme.dev.v1.Wheel"]
    assert json.loads(json.dumps(types)) == {
        "acme.dev/v1/Cart": {
            "type": "object",
            "additionalProperties": False,
            "required": ["apiVersion", "kind", "metadata", "wheels"],
            "properties": {
                "apiVersion": {"type": "string", "enum": ["acme.dev/v1"]},
                "kind": {"type": "string", "enum": ["Cart"]},
                "metadata": {"$ref": "#/$defs/meta.v1.ObjectMeta"},
                "wheels": {"type": "array", "items": {"$ref": "#/$defs/acme.dev.v1.Wheel"}},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                "load": {"type": ["string", "number"]},
                "push": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"force": {"type": "number"}},
                },
            },
        },
        "acme.dev.v1.Wheel": {
            "type": "object",
            "additionalProperties": False,
            "required": ["size"],
            "properties": {
                "size": {"type": "string", "enum": ["small", "large"]},
                "air": {"type": ["integer", "string"]},
                "valve": {},
            },
        },
    }


CART = """\
import { IObjectMeta } from "@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta";
import { IWheel as IAcmeWheel } from "./Wheel.js";
import { Model, TypeMeta, ModelData } from "@kubernetes-models/base";
/** A cart { with a brace in its comment. */
export interface ICart extends TypeMeta {
    "apiVersion": "acme.dev/v1";
    "kind": "Cart";
    "metadata"?: IObjectMeta;
    "wheels": Array<IAcmeWheel>;
    "labels"?: {
        [key: string]: string;
    };
    "load"?: string | number | null;
    "push"?: {
        "force"?: number;
    } & (Exclude<{ "force"?: number; }, { "force": number; }> | { "force": number; });
    "status"?: { "moving": boolean; };
}
export declare class Cart extends Model<ICart> implements ICart {
    "apiVersion": "acme.dev/v1";
    static is: import("@kubernetes-models/base").TypeMetaGuard<ICart>;
    constructor(data?: ModelData<ICart>);
}
"""

WHEEL = """\
import { IIoK8sApimachineryPkgUtilIntstrIntOrString } from "@kubernetes-models/apimachinery/util/intstr/IntOrString";
import { IIoK8sApiextensionsApiserverPkgApisApiextensionsV1JSON } from "kubernetes-models/apiextensions.k8s.io/v1/JSON";
export interface IRound {
    "size": "small" | "large";
}
export interface IWheel extends IRound {
    "air"?: IIoK8sApimachineryPkgUtilIntstrIntOrString;
    "valve"?: IIoK8sApiextensionsApiserverPkgApisApiextensionsV1JSON;
}
export type { IWheel as IDevAcmeV1Wheel };
"""
