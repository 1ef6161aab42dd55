"""The values that random manifests are made of: what rules ask for, what they refuse, and what is at the edge."""

from __future__ import annotations

DIGEST = "sha256:" + "0123456789abcdef" * 4
QUANTITIES = (
    "100m",
    "0.1",
    0.1,
    "1",
    1,
    "1e3",
    "1E3",
    "1Ki",
    "128974848",
    "129e6",
    "129M",
    "128974848000m",
    "123Mi",
    "0",
    0,
    "2k",
)
LABELS = ("app.kubernetes.io/name", "app.kubernetes.io/instance", "app", "tier", "pod-security.kubernetes.io/enforce")
TEXTS = ("cart", "", "default", "*", "x" * 300, "a\u202eb\n", "it's", "1.4.2", "true", "None")
_NAMES = (*4 * ("cart",), "pay", "default", "DB_PASSWORD", "cluster-admin", "system:anonymous")
_SECRETS = ("DB_PASSWORD", "LOG_LEVEL", "api-key", "PORT", "a\u202eb")
_RESOURCES = ("cpu", "memory", "ephemeral-storage", "nvidia.com/gpu", "storage")
_CAPABILITIES = ("ALL", "NET_RAW", "SYS_ADMIN", "CAP_SYS_ADMIN", "NET_BIND_SERVICE", "all", "CHOWN")
_COMMANDS = ("/bin/sh", "sudo", "ps", "serve")
_GROUPS = ("", "apps", "*", "rbac.authorization.k8s.io")

WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("name", "serviceName", "serviceAccountName", "serviceAccount"), _NAMES),
    **dict.fromkeys(("secretName", "claimName", "instance"), _NAMES),
    "namespace": ("shop", "shop", "default", ""),
    "generateName": ("cart-",),
    "label": ("cart", "cart", "pay", "restricted", "v1.33", "secret", "/run/x", "a\u202eb", ""),
    **{f"{field}[]": _RESOURCES for field in ("limits", "requests", "capacity", "default", "defaultRequest", "max", "min")},
    "hard[]": ("limits.cpu", "limits.memory", "requests.cpu", "requests.memory", "cpu", "memory", "pods"),
    "data[]": _SECRETS,
    "stringData[]": _SECRETS,
    "annotations[]": ("nginx.ingress.kubernetes.io/configuration-snippet", "example.org/evaluated", "example.org/a\u202eb"),
    "image": (
        *("cart", "cart:1.4.2", "cart:latest", f"cart@{DIGEST}", f"cart:1.4.2@{DIGEST}", "registry.example:5000/cart", ""),
        *("registry.example:5000/shop/cart:1", "k8s.gcr.io/pause:3.9", "Cart:LATEST", "tiller:2", "cart@sha512:ab"),
    ),
    "add": _CAPABILITIES,
    "drop": _CAPABILITIES,
    "command": _COMMANDS,
    "args": _COMMANDS,
    "path": ("/", "/healthz", "/var/run/docker.sock", "/etc", "/var/lib/app", "~/.ssh"),
    "mountPath": ("/tmp", "/data", "/var/run/secrets/kubernetes.io/serviceaccount"),
    "value": ("", "/run/secret", "hunter2", "$(OTHER)", "true", "NoSchedule"),
    "topologyKey": ("kubernetes.io/hostname", "topology.kubernetes.io/zone"),
    "type": ("ClusterIP", "RollingUpdate", "RuntimeDefault", "Opaque", "kubernetes.io/service-account-token", "Container"),
    "clusterIP": ("None", "10.0.0.1", ""),
    "host": ("cart.example.com", "*.example.com", "", "169.254.169.254"),
    "hosts": ("cart.example.com", "*.example.com"),
    "cidr": ("0.0.0.0/0", "::/0", "10.0.0.0/8"),
    "verbs": ("get", "create", "delete", "*", "escalate", "impersonate"),
    "resources": ("pods", "secrets", "configmaps", "*", "pods/exec", "roles", "nodes/proxy", "services"),
    "apiGroups": _GROUPS,
    "kind": ("Deployment", "ServiceAccount", "Group", "User", "ClusterRole", "a\u202eb"),
    "operator": ("In", "NotIn", "Exists", "DoesNotExist"),
    "values": ("cart", "pay", "linux"),
    "key": ("app", "app.kubernetes.io/name", "kubernetes.io/os"),
    "apiVersion": ("apps/v1", "v1"),
}
"""What texts and keys (`data[]`) of a field may be."""

# fmt: off
OFTEN = frozenset((
    "labels", "annotations", "namespace", "matchLabels", "replicas", "image", "ports", "env", "resources", "limits",
    "requests", "securityContext", "livenessProbe", "readinessProbe", "httpGet", "tcpSocket", "volumes", "emptyDir",
    "hostPath", "volumeMounts", "capabilities", "initContainers", "serviceAccountName", "strategy", "rollingUpdate",
    "updateStrategy", "rules", "verbs", "resources", "subjects", "tls", "http", "paths", "backend", "hard", "data",
    "minAvailable", "scaleTargetRef", "ingress", "egress", "policyTypes", "podSelector", "volumeClaimTemplates",
    "seccompProfile", "runAsUser", "runAsNonRoot", "affinity", "podAntiAffinity", "topologySpreadConstraints",
    "ephemeralContainers", "readOnlyRootFilesystem", "default",
))
# fmt: on
"""Fields that rules read."""
