// The manifests of one service, as a chart of the API's own constructs (what `cdk8s import k8s` makes; cdk8s-plus bundles them).
"use strict";

const { createHash } = require("node:crypto");
const { posix } = require("node:path");
const { ApiObject, Chart } = require("cdk8s");
const { k8s } = require("cdk8s-plus-33");

const { IntOrString, Quantity } = k8s;

class Service extends Chart {
  constructor(scope, shared, service) {
    super(scope, service.name, { disableResourceNameHashes: true });
    const name = service.name;
    const identity = {
      "app.kubernetes.io/component": "web",
      "app.kubernetes.io/instance": name,
      "app.kubernetes.io/name": name,
      "app.kubernetes.io/part-of": shared.system,
    };
    const selector = {
      "app.kubernetes.io/instance": name,
      "app.kubernetes.io/name": name,
    };
    const metadata = (labels = {}, objectName = name) => ({
      name: objectName,
      namespace: shared.namespace,
      labels: { ...identity, "app.kubernetes.io/managed-by": "kgen", owner: shared.owner, ...labels },
      annotations: { email: shared.contact },
    });
    const config = configData(service.config);
    const configName = `${name}-config-${createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 10)}`;

    new k8s.KubeDeployment(this, "deployment", {
      metadata: metadata({ "app.kubernetes.io/version": service.image.split(":").at(-1) }),
      spec: {
        minReadySeconds: 5,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 10,
        selector: { matchLabels: selector },
        strategy: {
          type: "RollingUpdate",
          rollingUpdate: { maxSurge: IntOrString.fromString("25%"), maxUnavailable: IntOrString.fromNumber(0) },
        },
        template: {
          metadata: { labels: identity, annotations: { "cluster-autoscaler.kubernetes.io/safe-to-evict": "true" } },
          spec: pod(service, selector, configName),
        },
      },
    });
    new k8s.KubeService(this, "service", {
      metadata: metadata(),
      spec: {
        type: "ClusterIP",
        ports: [{ name: "http", port: service.port, protocol: "TCP", targetPort: IntOrString.fromString("http") }],
        selector: { "app.kubernetes.io/name": name },
      },
    });
    new k8s.KubeServiceAccount(this, "serviceaccount", { metadata: metadata(), automountServiceAccountToken: false });
    new k8s.KubeConfigMap(this, "configmap", { metadata: metadata({}, configName), immutable: true, data: config });
    new k8s.KubePodDisruptionBudget(this, "poddisruptionbudget", {
      metadata: metadata(),
      spec: {
        maxUnavailable: IntOrString.fromString("25%"),
        selector: { matchLabels: selector },
        unhealthyPodEvictionPolicy: "AlwaysAllow",
      },
    });
    new k8s.KubeHorizontalPodAutoscalerV2(this, "horizontalpodautoscaler", {
      metadata: metadata(),
      spec: autoscaling(name, service.autoscale),
    });
    new k8s.KubeNetworkPolicy(this, "networkpolicy", { metadata: metadata(), spec: traffic(shared, service) });
    new k8s.KubeRole(this, "role", {
      metadata: metadata(),
      rules: Object.entries(service.permissions).map(([resource, verbs]) => ({ apiGroups: [""], resources: [resource], verbs })),
    });
    new k8s.KubeRoleBinding(this, "rolebinding", {
      metadata: metadata(),
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name, namespace: shared.namespace }],
    });
    // Not part of the Kubernetes API, so there is no construct for it.
    new ApiObject(this, "httproute", {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: metadata(),
      spec: route(shared.gateway, service),
    });
  }
}

function configData(files) {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [posix.basename(path), file.text]));
}

function pod(service, selector, configName) {
  return {
    serviceAccountName: service.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsUser: 10001,
      runAsGroup: 10001,
      runAsNonRoot: true,
      fsGroup: 10001,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/os", operator: "In", values: ["linux"] }] }],
        },
      },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector: { matchLabels: selector }, topologyKey: "kubernetes.io/hostname" } },
        ],
      },
    },
    topologySpreadConstraints: ["kubernetes.io/hostname", "topology.kubernetes.io/zone"].map((topologyKey) => ({
      labelSelector: { matchLabels: selector },
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: "ScheduleAnyway",
    })),
    containers: [container(service)],
    volumes: volumes(service, configName),
  };
}

function container(service) {
  const get = (path) => ({ httpGet: { path, port: IntOrString.fromString("http") } });
  const variables = { ...service.env };
  for (const call of service.calls) variables[call.variable] = `${call.name}:${call.port}`;
  const amounts = (index) => ({
    cpu: Quantity.fromString(service.cpu.split("..").at(index)),
    memory: Quantity.fromString(service.memory.split("..").at(index)),
    "ephemeral-storage": Quantity.fromString("1Gi"),
  });
  return {
    name: service.name,
    image: service.image,
    imagePullPolicy: "Always",
    command: service.command,
    env: Object.keys(variables).sort().map((key) => ({ name: key, value: variables[key] })),
    ports: [{ name: "http", containerPort: service.port, protocol: "TCP" }],
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    startupProbe: { ...get(service.health.live), failureThreshold: 60, periodSeconds: 5 },
    livenessProbe: get(service.health.live),
    readinessProbe: get(service.health.ready),
    resources: { requests: amounts(0), limits: amounts(-1) },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL", "NET_RAW"] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    },
    volumeMounts: [
      ...Object.keys(service.config).map((path) => ({ mountPath: path, name: "config", readOnly: true, subPath: posix.basename(path) })),
      ...Object.entries(service.secrets).map(([key, path]) => ({ mountPath: path, name: `secret-${key}`, readOnly: true })),
      { mountPath: "/tmp", name: "tmp" },
      ...service.scratch.map((path) => ({ mountPath: path, name: scratchName(path) })),
      { mountPath: "/var/run/secrets/kubernetes.io", name: "token", readOnly: true },
    ],
  };
}

function volumes(service, configName) {
  return [
    { name: "tmp", emptyDir: { sizeLimit: Quantity.fromString("256Mi") } },
    ...service.scratch.map((path) => ({ name: scratchName(path), emptyDir: { sizeLimit: Quantity.fromString("256Mi") } })),
    { name: "config", configMap: { name: configName } },
    ...Object.keys(service.secrets).map((key) => ({ name: `secret-${key}`, secret: { defaultMode: 288, secretName: key } })),
    {
      name: "token",
      projected: {
        defaultMode: 288,
        sources: [
          { serviceAccountToken: { expirationSeconds: 3600, path: "serviceaccount/token" } },
          { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "serviceaccount/ca.crt" }] } },
          { downwardApi: { items: [{ path: "serviceaccount/namespace", fieldRef: { fieldPath: "metadata.namespace" } }] } },
        ],
      },
    },
  ];
}

function scratchName(path) {
  return `scratch${path.replaceAll("/", "-")}`;
}

function autoscaling(name, { min, max, cpu }) {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
    minReplicas: min,
    maxReplicas: max,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpu } } }],
    behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Percent", value: 25, periodSeconds: 60 }] } },
  };
}

function traffic(shared, service) {
  const pods = (namespace, labels) => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector: { matchLabels: labels },
  });
  const peer = (name) => pods(shared.namespace, { "app.kubernetes.io/name": name });
  const port = (number, protocol = "TCP") => ({ port: IntOrString.fromNumber(number), protocol });
  const from = (source) => ({ from: [source], ports: [port(service.port)] });
  return {
    podSelector: { matchLabels: { "app.kubernetes.io/name": service.name } },
    policyTypes: ["Ingress", "Egress"],
    ingress: [from(pods(shared.gateway.namespace, shared.gateway.pods)), ...service.callers.map((name) => from(peer(name)))],
    egress: [
      {
        to: [pods("kube-system", { "k8s-app": "kube-dns" }), { ipBlock: { cidr: "169.254.20.10/32" } }],
        ports: [port(53, "UDP"), port(53)],
      },
      { to: shared.api_server.map((cidr) => ({ ipBlock: { cidr } })), ports: [port(443)] },
      ...service.calls.map((call) => ({ to: [peer(call.name)], ports: [port(call.port)] })),
    ],
  };
}

function route(gateway, service) {
  return {
    parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: gateway.name, namespace: gateway.namespace }],
    hostnames: [service.expose],
    rules: [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        backendRefs: [{ group: "", kind: "Service", name: service.name, port: service.port, weight: 1 }],
      },
    ],
  };
}

module.exports = { Service };
