"""An environment: where services will run, as facts. The spec says what is needed, the facts say with what."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from kgen.findings import Severity
from kgen.model.base import Model, Named, Shorthand, items, scalar
from kgen.model.exempt import Exemption
from kgen.model.facts_mesh import Mesh
from kgen.model.facts_monitoring import Monitoring, Tracing
from kgen.model.facts_nodes import NodePool, Sensitive
from kgen.model.facts_pods import Pods
from kgen.model.identity import WorkloadIdentity
from kgen.model.secrets import Secrets
from kgen.model.traffic import PortNumber
from kgen.model.types import ApiVersion, Cidr, KubernetesVersion, LabelKey, LabelValue, Name, ObjectName, Text

FLOOR = "1.33"
"""The Kubernetes version that is assumed when none is stated: fixed, so that a new kgen changes no manifest."""


class Registry(Named):
    """A registry that images may come from, by its host and optionally the first part of the path."""

    KEYS: ClassVar[bool] = True
    pull_secret: ObjectName | None = None
    """The secret with which to pull from it."""


PodSecurity = Literal["privileged", "baseline", "restricted"]


class Namespace(Model):
    """Where the services live: a name, or a pattern over the spec's `system`, such as `{system}-staging`."""

    SHORTHAND = scalar("name", {"type": "string"})
    name: Text
    """The name; in it `{system}` and `{service}` are the spec's system and name, `{environment}` is this one's."""
    owned: bool = True
    """Whether this project makes the namespace, with its quota and limits; false where another repository does."""
    pod_security: PodSecurity = "restricted"
    """The Pod Security level it enforces (https://kubernetes.io/docs/concepts/security/pod-security-standards/)."""
    levels: dict[Name, PodSecurity] = {}
    """Other levels of single namespaces, by their names: `node-agents: privileged`."""


class Dns(Model):
    """Where pods resolve names."""

    namespace: Name = "kube-system"
    """The namespace of the DNS server's pods."""
    pods: dict[LabelKey, LabelValue] = {"k8s-app": "kube-dns"}
    """Their labels."""
    port: PortNumber = 53
    """The port they listen on, UDP and TCP."""
    addresses: list[Cidr] = ["169.254.20.10/32"]
    """Node-local caches (https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/)."""
    ndots: Annotated[int, Field(ge=1, le=15)] | None = None
    """How many dots make a name one that is asked for as it is, before the cluster's search domains; unless given, 5."""


class Issuer(Model):
    """What makes certificates (cert-manager)."""

    SHORTHAND = scalar("name", {"type": "string"})
    name: ObjectName
    """Its name."""
    kind: Literal["ClusterIssuer", "Issuer"] = "ClusterIssuer"
    """Whether it is the cluster's or the namespace's."""


class Gateway(Model):
    """What lets traffic into the cluster, and the pods or addresses it comes from."""

    api: Literal["gateway", "ingress"] = "gateway"
    """Gateway API, or Ingress."""
    name: ObjectName | None = None
    """The Gateway that routes attach to (Gateway API)."""
    namespace: Name | None = None
    """The namespace of the Gateway, and of its pods unless `pods` says otherwise."""
    listener: Name | None = None
    """The Gateway's listener; all unless given."""
    ingress_class: ObjectName | None = None
    """The ingress class (Ingress)."""
    http_listener: Name | None = None
    """The Gateway's listener for plain HTTP, from which clients are sent to HTTPS (Gateway API)."""
    own_listeners: bool = False
    """Whether services bring listeners of their own, with their certificates (a ListenerSet of the Gateway API)."""
    issuer: Issuer | None = None
    """Who makes the certificates of hosts (cert-manager): for an Ingress, and for listeners of their own."""
    tls_secret: Text | None = None
    """The secret with the certificate (Ingress); a pattern over `{service}` and `{host}`."""
    pods: dict[LabelKey, LabelValue] = {}
    """The labels of the gateway's pods."""
    cidr: list[Cidr] = []
    """The addresses traffic comes from, where the gateway runs outside the cluster."""


class ApiServer(Model):
    """How pods reach the Kubernetes API."""

    SHORTHAND = items("cidr")
    cidr: list[Cidr]
    """The addresses of the API server, as `kubectl get endpointslices` shows them for `kubernetes`."""
    port: PortNumber = 443
    """The port it listens on at these addresses."""


class Proxy(Pods):
    """The pods through which traffic leaves the cluster."""

    port: PortNumber
    """The port they listen on, TCP."""


def _traffic(value: Any) -> Any:
    return {"open": True} if value == "open" else value


class ExternalTraffic(Model):
    """How calls to external hosts without address ranges leave the cluster."""

    SHORTHAND = Shorthand(_traffic, {"enum": ["open"]})
    open: bool = False
    """To every public address; reported as a finding."""
    proxy: Proxy | None = None
    """Through these pods."""
    fqdn: Literal["calico-enterprise", "cilium"] | None = None
    """By their names, as Cilium or Calico (Enterprise or Cloud; Calico Open Source has no names) lets out."""


class Environment(Named):
    """One environment: the cluster, and how to fit into it."""

    WRITTEN = ("defaults",)

    namespace: Namespace | None = None
    """Where the services live; required. Only without a kgen.yaml does each service get a namespace of its own name."""
    cluster: Name | None = None
    """The cluster; environments of one cluster must not produce the same object. Unless given, a cluster of its own."""
    kubernetes: KubernetesVersion = FLOOR
    """The version of Kubernetes that runs there."""
    platform: Literal["generic", "eks", "gke", "gke-autopilot", "aks", "openshift"] = "generic"
    """The kind of cluster; it brings facts of its own."""
    delivery: Literal["kubectl", "argocd", "flux"] = "kubectl"
    """What brings the manifests into the cluster."""
    apis: dict[ObjectName, ApiVersion] = {}
    """The versions of custom resources, by their group: `external-secrets.io: v1beta1`; else those that kgen was made for."""
    rollouts: Literal["replicas", "gateway", "argo"] = "replicas"
    """What gives a new version its part of the traffic: the number of its copies, the gateway, or Argo Rollouts."""
    queue_scaler: Literal["keda"] | None = None
    """What scales workers by the length of a queue."""
    max_nodes: Annotated[int, Field(ge=1, le=15000)] = 100
    """The most nodes the cluster will have: a quota leaves room for a daemon on each."""
    dns: Dns = Dns.model_construct()
    gateway: Gateway | None = None
    monitoring: Monitoring | None = None
    tracing: Tracing | None = None
    mesh: Mesh | None = None
    node_pools: dict[Name, NodePool] = {}
    """The nodes that services may ask for, by names of your choice."""
    sensitive: Sensitive | None = None
    api_server: ApiServer | None = None
    external_traffic: ExternalTraffic | None = None
    secrets: Secrets | None = None
    workload_identity: WorkloadIdentity | None = None
    priority_class: Name | None = None
    """The priority class of services that name none."""
    storage_class: ObjectName | None = None
    """The storage class of volumes that name none."""
    user_namespaces: bool = False
    """Whether nodes can give pods user ids of their own (https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/)."""
    apparmor: bool = False
    """Whether nodes run AppArmor."""
    selinux: bool = False
    """Whether nodes run SELinux."""
    assigned_ids: bool = False
    """Whether the cluster assigns user and group ids itself (OpenShift); then none are written."""
    ip_families: list[Literal["IPv4", "IPv6"]] = []
    """The address families of Services; the cluster's choice unless given."""
    registries: dict[Text, Registry] = {}
    """Where images may come from, besides the project's."""
    exemptions: dict[str, Exemption] = {}
    """Rules that do not hold in this environment."""
    severities: dict[str, Severity] = {}
    """Rules that are more, or less, than usual in this environment: `error`, `warning` or `info`."""
