import type { ApiObject } from '../cluster/types';

const apiVersion = 'rbac.authorization.k8s.io/v1';

interface Rule {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
  verbs: string[];
}

/** API groups of the custom resources that teams work with. */
const kubeflowGroups = [
  'argoproj.io',
  'jobset.x-k8s.io',
  'kubeflow.org',
  'machinelearning.seldon.io',
  'mlops.seldon.io',
  'pipelines.kubeflow.org',
  'serving.kserve.io',
  'sparkoperator.k8s.io',
  'tensorboard.kubeflow.org',
  'trainer.kubeflow.org',
];

/**
 * Ways to name the service of the Pipelines API in a path of the service proxy. A role's `resourceNames` are compared
 * with the whole of it, scheme and port included.
 */
const pipelinesServices = ['', ':8888', ':http']
  .map(port => `ml-pipeline${port}`)
  .flatMap(name => [name, `http:${name}${name.includes(':') ? '' : ':'}`]);

/** Verbs that the Pipelines server asks about, beyond those of the Kubernetes API. */
const pipelineVerbs = [
  'archive',
  'disable',
  'enable',
  'readArtifact',
  'report',
  'reportMetrics',
  'retry',
  'terminate',
  'unarchive',
];

const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'deletecollection', 'patch', 'update'];

function clusterRole(
  name: string,
  rules: Rule[],
  labels?: Record<string, string>,
): ApiObject {
  return {
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name, ...(labels ? { labels } : {}) },
    rules,
  };
}

/** Bindings of a cluster role: everywhere, or in a namespace. */
export function bind(
  name: string,
  role: string,
  subject: {
    kind: 'User' | 'Group' | 'ServiceAccount';
    name: string;
    namespace?: string;
  },
  namespace?: string,
): ApiObject {
  return {
    apiVersion,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, ...(namespace ? { namespace } : {}) },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [subject],
  };
}

const workloads: Rule[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    verbs: read,
  },
  { apiGroups: [''], resources: ['namespaces'], verbs: read },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: read },
  {
    apiGroups: [
      'apps',
      'autoscaling',
      'batch',
      'discovery.k8s.io',
      'networking.k8s.io',
      'policy',
      'resource.k8s.io',
    ],
    resources: ['*'],
    verbs: read,
  },
  { apiGroups: kubeflowGroups, resources: ['*'], verbs: read },
  { apiGroups: ['kueue.x-k8s.io'], resources: ['*'], verbs: read },
  {
    apiGroups: ['pipelines.kubeflow.org'],
    resources: ['runs'],
    verbs: ['readArtifact'],
  },
];

const changes: Rule[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'events',
      'persistentvolumeclaims',
      'pods',
      'pods/eviction',
      'secrets',
      'serviceaccounts',
      'services',
    ],
    verbs: write,
  },
  { apiGroups: [''], resources: ['secrets'], verbs: read },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  {
    apiGroups: [
      'apps',
      'autoscaling',
      'batch',
      'networking.k8s.io',
      'policy',
      'resource.k8s.io',
    ],
    resources: ['*'],
    verbs: write,
  },
  { apiGroups: kubeflowGroups, resources: ['*'], verbs: write },
  {
    apiGroups: ['pipelines.kubeflow.org'],
    resources: ['*'],
    verbs: pipelineVerbs,
  },
];

const ownRoles: Rule[] = [
  {
    apiGroups: ['rbac.authorization.k8s.io'],
    resources: ['roles', 'rolebindings'],
    verbs: [...read, ...write],
  },
  {
    apiGroups: ['authorization.k8s.io'],
    resources: ['localsubjectaccessreviews'],
    verbs: ['create'],
  },
];

/** What lies outside namespaces and may be known to whoever runs jobs. */
const shared: Rule[] = [
  { apiGroups: [''], resources: ['namespaces', 'nodes'], verbs: read },
  {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: read,
  },
  {
    apiGroups: ['trainer.kubeflow.org'],
    resources: ['clustertrainingruntimes'],
    verbs: read,
  },
  {
    apiGroups: ['serving.kserve.io'],
    resources: ['clusterservingruntimes', 'clusterstoragecontainers'],
    verbs: read,
  },
  { apiGroups: ['kubeflow.org'], resources: ['workspacekinds'], verbs: read },
  {
    apiGroups: ['kueue.x-k8s.io'],
    resources: [
      'clusterqueues',
      'resourceflavors',
      'cohorts',
      'topologies',
      'workloadpriorityclasses',
    ],
    verbs: read,
  },
];

/** The roles that a cluster has from the start. */
export const clusterRoles: ApiObject[] = [
  clusterRole('cluster-admin', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ]),
  clusterRole('view', workloads),
  clusterRole('edit', [...workloads, ...changes]),
  clusterRole('admin', [...workloads, ...changes, ...ownRoles]),
  clusterRole('system:discovery', [
    {
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz',
        '/livez',
        '/openapi',
        '/openapi/*',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ]),
  clusterRole('system:public-info-viewer', [
    {
      nonResourceURLs: [
        '/healthz',
        '/livez',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ]),
  clusterRole('system:basic-user', [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    {
      apiGroups: ['authentication.k8s.io'],
      resources: ['selfsubjectreviews'],
      verbs: ['create'],
    },
  ]),
  clusterRole('kubeflow-shared-view', shared),
  clusterRole('kubeflow-portal-read', [
    ...workloads,
    ...shared,
    { apiGroups: [''], resources: ['persistentvolumes'], verbs: read },
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['subjectaccessreviews'],
      verbs: ['create'],
    },
    {
      apiGroups: [''],
      resources: ['services/proxy'],
      resourceNames: pipelinesServices,
      verbs: ['get'],
    },
    {
      apiGroups: [''],
      resources: ['serviceaccounts/token'],
      resourceNames: ['default-viewer'],
      verbs: ['create'],
    },
  ]),
  clusterRole('kubeflow-portal-act', [
    { apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] },
    {
      apiGroups: [''],
      resources: ['services/proxy'],
      resourceNames: pipelinesServices,
      verbs: ['get', 'create', 'delete', 'patch', 'update'],
    },
    {
      apiGroups: [''],
      resources: ['serviceaccounts/token'],
      resourceNames: ['default-editor'],
      verbs: ['create'],
    },
  ]),
];
