// The manifests of one service, by file name.
function(shared, service)
  local name = service.name;
  local identity = {
    'app.kubernetes.io/component': 'web',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/part-of': shared.system,
  };
  local selector = {
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/name': name,
  };
  local object(apiVersion, kind, body, objectName=name, labels={}) = {
    apiVersion: apiVersion,
    kind: kind,
    metadata: {
      name: objectName,
      namespace: shared.namespace,
      labels: identity { 'app.kubernetes.io/managed-by': 'kgen', owner: shared.owner } + labels,
      annotations: { email: shared.contact },
    },
  } + body;

  local amounts(text) = local parts = std.split(text, '..'); { request: parts[0], limit: parts[std.length(parts) - 1] };
  local cpu = amounts(service.cpu);
  local memory = amounts(service.memory);
  local configPaths = std.objectFields(service.config);
  local fileName(path) = local parts = std.split(path, '/'); parts[std.length(parts) - 1];
  local configData = { [fileName(path)]: service.config[path].text for path in configPaths };
  local configName = name + '-config-' + std.sha256(std.manifestJsonMinified(configData))[0:10];
  local env = service.env + { [call.variable]: '%s:%d' % [call.name, call.port] for call in service.calls };
  local image = std.split(service.image, ':');
  local scratchName(path) = 'scratch' + std.strReplace(path, '/', '-');
  local get(path) = { httpGet: { path: path, port: 'http' } };

  local pods(namespace, labels) = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
  local peer(service) = pods(shared.namespace, { 'app.kubernetes.io/name': service });
  local tcp(port) = [{ port: port, protocol: 'TCP' }];

  local container = {
    name: name,
    image: service.image,
    imagePullPolicy: 'Always',
    command: service.command,
    env: [{ name: key, value: env[key] } for key in std.objectFields(env)],
    ports: [{ name: 'http', containerPort: service.port, protocol: 'TCP' }],
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    startupProbe: get(service.health.live) { failureThreshold: 60, periodSeconds: 5 },
    livenessProbe: get(service.health.live),
    readinessProbe: get(service.health.ready),
    resources: {
      requests: { cpu: cpu.request, memory: memory.request, 'ephemeral-storage': '1Gi' },
      limits: { cpu: cpu.limit, memory: memory.limit, 'ephemeral-storage': '1Gi' },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL', 'NET_RAW'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts:
      [{ mountPath: path, name: 'config', readOnly: true, subPath: fileName(path) } for path in configPaths]
      + [{ mountPath: service.secrets[key], name: 'secret-' + key, readOnly: true } for key in std.objectFields(service.secrets)]
      + [{ mountPath: '/tmp', name: 'tmp' }]
      + [{ mountPath: path, name: scratchName(path) } for path in service.scratch]
      + [{ mountPath: '/var/run/secrets/kubernetes.io', name: 'token', readOnly: true }],
  };

  local volumes =
    [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }]
    + [{ name: scratchName(path), emptyDir: { sizeLimit: '256Mi' } } for path in service.scratch]
    + [{ name: 'config', configMap: { name: configName } }]
    + [{ name: 'secret-' + key, secret: { defaultMode: 288, secretName: key } } for key in std.objectFields(service.secrets)]
    + [{
      name: 'token',
      projected: {
        defaultMode: 288,
        sources: [
          { serviceAccountToken: { expirationSeconds: 3600, path: 'serviceaccount/token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'serviceaccount/ca.crt' }] } },
          { downwardAPI: { items: [{ path: 'serviceaccount/namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
        ],
      },
    }];

  local pod = {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    securityContext: {
      runAsUser: 10001,
      runAsGroup: 10001,
      runAsNonRoot: true,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [
        { matchExpressions: [{ key: 'kubernetes.io/os', operator: 'In', values: ['linux'] }] },
      ] } },
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: { labelSelector: { matchLabels: selector }, topologyKey: 'kubernetes.io/hostname' } },
      ] },
    },
    topologySpreadConstraints: [
      { labelSelector: { matchLabels: selector }, maxSkew: 1, topologyKey: key, whenUnsatisfiable: 'ScheduleAnyway' }
      for key in ['kubernetes.io/hostname', 'topology.kubernetes.io/zone']
    ],
    containers: [container],
    volumes: volumes,
  };

  {
    'deployment.yaml': object('apps/v1', 'Deployment', {
      spec: {
        minReadySeconds: 5,
        progressDeadlineSeconds: 600,
        revisionHistoryLimit: 10,
        selector: { matchLabels: selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
        template: {
          metadata: { labels: identity, annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' } },
          spec: pod,
        },
      },
    }, labels={ 'app.kubernetes.io/version': image[std.length(image) - 1] }),

    'service.yaml': object('v1', 'Service', {
      spec: {
        type: 'ClusterIP',
        ports: [{ name: 'http', port: service.port, protocol: 'TCP', targetPort: 'http' }],
        selector: { 'app.kubernetes.io/name': name },
      },
    }),

    'serviceaccount.yaml': object('v1', 'ServiceAccount', { automountServiceAccountToken: false }),

    'configmap.yaml': object('v1', 'ConfigMap', { immutable: true, data: configData }, objectName=configName),

    'poddisruptionbudget.yaml': object('policy/v1', 'PodDisruptionBudget', {
      spec: { maxUnavailable: '25%', selector: { matchLabels: selector }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    }),

    'horizontalpodautoscaler.yaml': object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: name },
        minReplicas: service.autoscale.min,
        maxReplicas: service.autoscale.max,
        metrics: [{
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: service.autoscale.cpu } },
        }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] } },
      },
    }),

    'networkpolicy.yaml': object('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
        policyTypes: ['Ingress', 'Egress'],
        ingress:
          [{ from: [pods(shared.gateway.namespace, shared.gateway.pods)], ports: tcp(service.port) }]
          + [{ from: [peer(caller)], ports: tcp(service.port) } for caller in service.callers],
        egress:
          [{
            to: [pods('kube-system', { 'k8s-app': 'kube-dns' }), { ipBlock: { cidr: '169.254.20.10/32' } }],
            ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
          }]
          + [{ to: [{ ipBlock: { cidr: cidr } } for cidr in shared.api_server], ports: tcp(443) }]
          + [{ to: [peer(call.name)], ports: tcp(call.port) } for call in service.calls],
      },
    }),

    'httproute.yaml': object('gateway.networking.k8s.io/v1', 'HTTPRoute', {
      spec: {
        parentRefs: [{
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: shared.gateway.name,
          namespace: shared.gateway.namespace,
        }],
        hostnames: [service.expose],
        rules: [{
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: name, port: service.port, weight: 1 }],
        }],
      },
    }),

    'role.yaml': object('rbac.authorization.k8s.io/v1', 'Role', {
      rules: [
        { apiGroups: [''], resources: [resource], verbs: service.permissions[resource] }
        for resource in std.objectFields(service.permissions)
      ],
    }),

    'rolebinding.yaml': object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: name },
      subjects: [{ kind: 'ServiceAccount', name: name, namespace: shared.namespace }],
    }),
  }
