import type { MergeType } from './MergeType';

function byKey(key: string, items?: MergeType): MergeType {
  return { list: 'map', keys: [key], items };
}

const set: MergeType = { list: 'set' };
const atomic: MergeType = { atomic: true };

/** Of `metav1.ObjectMeta`. */
export const objectMeta: MergeType = {
  fields: { finalizers: set, ownerReferences: byKey('uid', atomic) },
};

const conditions = byKey('type');

const container: MergeType = {
  fields: {
    env: byKey('name', { fields: { valueFrom: { values: atomic } } }),
    ports: {
      list: 'map',
      keys: ['containerPort', 'protocol'],
      keyDefaults: { protocol: 'TCP' },
      patchKey: 'containerPort',
    },
    volumeMounts: byKey('mountPath'),
    volumeDevices: byKey('devicePath'),
    resources: { fields: { claims: byKey('name') } },
  },
};

const podSpec: MergeType = {
  fields: {
    containers: byKey('name', container),
    initContainers: byKey('name', container),
    ephemeralContainers: byKey('name', container),
    volumes: byKey('name'),
    imagePullSecrets: byKey('name'),
    hostAliases: byKey('ip'),
    schedulingGates: byKey('name'),
    resourceClaims: byKey('name'),
    topologySpreadConstraints: {
      list: 'map',
      keys: ['topologyKey', 'whenUnsatisfiable'],
      patchKey: 'topologyKey',
    },
    nodeSelector: atomic,
  },
};

const podTemplate: MergeType = {
  fields: { metadata: objectMeta, spec: podSpec },
};
const status: MergeType = { fields: { conditions } };

function builtin(fields: Record<string, MergeType>): MergeType {
  return { fields: { metadata: objectMeta, ...fields } };
}

const plain = builtin({});
const templated = builtin({
  spec: { fields: { template: podTemplate, selector: atomic } },
  status,
});

/** How the built-in types merge, by group and plural. */
const types: Record<string, MergeType> = {
  '/pods': builtin({
    spec: podSpec,
    status: {
      fields: {
        conditions,
        podIPs: byKey('ip'),
        hostIPs: { list: 'atomic' },
        resourceClaimStatuses: byKey('name'),
      },
    },
  }),
  '/services': builtin({
    spec: {
      fields: {
        ports: {
          list: 'map',
          keys: ['port', 'protocol'],
          keyDefaults: { protocol: 'TCP' },
          patchKey: 'port',
        },
        selector: atomic,
      },
    },
    status,
  }),
  '/nodes': builtin({
    spec: { fields: { podCIDRs: set } },
    status: { fields: { conditions, addresses: byKey('type') } },
  }),
  '/namespaces': builtin({ status }),
  '/persistentvolumeclaims': builtin({
    spec: { fields: { selector: atomic } },
    status,
  }),
  '/serviceaccounts': builtin({
    secrets: byKey('name'),
    imagePullSecrets: { list: 'atomic' },
  }),
  'apps/deployments': templated,
  'apps/statefulsets': templated,
  'apps/replicasets': templated,
  'batch/jobs': templated,
  'apiextensions.k8s.io/customresourcedefinitions': builtin({
    spec: { fields: { versions: { list: 'atomic' }, names: {} } },
    status,
  }),
};

export function builtinMergeType(group: string, plural: string): MergeType {
  return types[`${group}/${plural}`] ?? plain;
}
