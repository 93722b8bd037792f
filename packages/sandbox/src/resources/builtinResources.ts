import { builtinMergeType } from '../patch';
import { readField, type FieldReader } from '../selectors';
import { builtinColumns } from '../table';
import { checks } from './checks';
import { defaultCrd } from './crdRules';
import { defaults } from './defaults';
import { fromEventsV1, toEventsV1 } from './eventsView';
import { groupVersion, type ResourceDefinition } from './ResourceDefinition';

interface Row {
  group?: string;
  version?: string;
  kind: string;
  plural?: string;
  short?: string[];
  categories?: string[];
  /** `c`: cluster-scoped, `s`: has a status subresource, `g`: counts generations, `x`: has a scale subresource. */
  is?: string;
  nameRule?: ResourceDefinition['nameRule'];
  returnsDeleted?: boolean;
  fields?: string[];
}

const rbac = 'rbac.authorization.k8s.io';

const rows: Row[] = [
  {
    kind: 'Namespace',
    short: ['ns'],
    is: 'cs',
    nameRule: 'label',
    returnsDeleted: true,
    fields: ['status.phase'],
  },
  {
    kind: 'Pod',
    short: ['po'],
    categories: ['all'],
    is: 'sg',
    returnsDeleted: true,
    fields: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ],
  },
  { kind: 'ConfigMap', short: ['cm'] },
  { kind: 'Secret', fields: ['type'] },
  { kind: 'ServiceAccount', short: ['sa'], returnsDeleted: true },
  {
    kind: 'Service',
    short: ['svc'],
    categories: ['all'],
    is: 's',
    nameRule: 'label',
    returnsDeleted: true,
    fields: ['spec.clusterIP', 'spec.type'],
  },
  { kind: 'Endpoints', plural: 'endpoints', short: ['ep'] },
  { kind: 'Node', short: ['no'], is: 'cs', fields: ['spec.unschedulable'] },
  {
    kind: 'PersistentVolumeClaim',
    short: ['pvc'],
    is: 's',
    returnsDeleted: true,
  },
  { kind: 'PersistentVolume', short: ['pv'], is: 'cs', returnsDeleted: true },
  { kind: 'ResourceQuota', short: ['quota'], is: 's', returnsDeleted: true },
  { kind: 'LimitRange', short: ['limits'] },
  {
    kind: 'ReplicationController',
    short: ['rc'],
    categories: ['all'],
    is: 'sg',
  },
  {
    group: 'apps',
    kind: 'Deployment',
    short: ['deploy'],
    categories: ['all'],
    is: 'sgx',
  },
  {
    group: 'apps',
    kind: 'StatefulSet',
    short: ['sts'],
    categories: ['all'],
    is: 'sgx',
  },
  {
    group: 'apps',
    kind: 'ReplicaSet',
    short: ['rs'],
    categories: ['all'],
    is: 'sgx',
  },
  {
    group: 'apps',
    kind: 'DaemonSet',
    short: ['ds'],
    categories: ['all'],
    is: 'sg',
  },
  {
    group: 'batch',
    kind: 'Job',
    categories: ['all'],
    is: 'sg',
    fields: ['status.successful'],
  },
  {
    group: 'batch',
    kind: 'CronJob',
    short: ['cj'],
    categories: ['all'],
    is: 'sg',
  },
  {
    group: 'networking.k8s.io',
    kind: 'Ingress',
    plural: 'ingresses',
    short: ['ing'],
    is: 'sg',
  },
  {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    short: ['netpol'],
    is: 'g',
  },
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    plural: 'storageclasses',
    short: ['sc'],
    is: 'c',
  },
  {
    group: 'scheduling.k8s.io',
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    short: ['pc'],
    is: 'c',
  },
  { group: 'policy', kind: 'PodDisruptionBudget', short: ['pdb'], is: 'sg' },
  {
    group: 'autoscaling',
    version: 'v2',
    kind: 'HorizontalPodAutoscaler',
    short: ['hpa'],
    categories: ['all'],
    is: 's',
  },
  { group: 'discovery.k8s.io', kind: 'EndpointSlice', is: 'g' },
  { group: 'resource.k8s.io', kind: 'ResourceClaim', is: 's' },
  { group: 'resource.k8s.io', kind: 'ResourceClaimTemplate' },
  {
    group: 'resource.k8s.io',
    kind: 'DeviceClass',
    plural: 'deviceclasses',
    is: 'cg',
  },
  { group: 'resource.k8s.io', kind: 'ResourceSlice', is: 'cg' },
  { group: 'coordination.k8s.io', kind: 'Lease' },
  { group: rbac, kind: 'Role', nameRule: 'path' },
  { group: rbac, kind: 'RoleBinding', nameRule: 'path' },
  { group: rbac, kind: 'ClusterRole', is: 'c', nameRule: 'path' },
  { group: rbac, kind: 'ClusterRoleBinding', is: 'c', nameRule: 'path' },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    short: ['crd', 'crds'],
    categories: ['api-extensions'],
    is: 'csg',
  },
];

function readers(fields: string[] = []): Record<string, FieldReader> {
  return Object.fromEntries(
    fields.map(field => [field, readField(field.split('.'))]),
  );
}

function definition(row: Row): ResourceDefinition {
  const group = row.group ?? '';
  const plural = row.plural ?? `${row.kind.toLowerCase()}s`;
  const is = row.is ?? '';
  const version = row.version ?? 'v1';
  return {
    group,
    plural,
    singular: row.kind.toLowerCase(),
    kind: row.kind,
    listKind: `${row.kind}List`,
    shortNames: row.short ?? [],
    categories: row.categories ?? [],
    namespaced: !is.includes('c'),
    versions: [
      {
        name: version,
        columns: builtinColumns(group, plural),
        hasStatus: is.includes('s'),
        mergeType: builtinMergeType(group, plural),
        ...(is.includes('x')
          ? {
              scale: {
                spec: ['spec', 'replicas'],
                status: ['status', 'replicas'],
                selector: ['spec', 'selector'],
              },
            }
          : {}),
      },
    ],
    storedApiVersion: groupVersion(group, version),
    storageId: `${group}/${plural}`,
    custom: false,
    fields: readers(row.fields),
    hasGeneration: is.includes('g'),
    setDefaults: defaults[`${group}/${plural}`],
    check: checks[`${group}/${plural}`],
    nameRule: row.nameRule ?? 'subdomain',
    returnsDeleted: row.returnsDeleted,
  };
}

const involved = [
  'kind',
  'namespace',
  'name',
  'uid',
  'apiVersion',
  'resourceVersion',
  'fieldPath',
];

function eventFields(
  reference: string,
  component: string,
): Record<string, FieldReader> {
  return {
    ...Object.fromEntries(
      involved.map(part => [
        `${reference}.${part}`,
        readField(['involvedObject', part]),
      ]),
    ),
    reason: readField(['reason']),
    type: readField(['type']),
    [component]: event =>
      readField(['reportingComponent'])(event) ||
      readField(['source', 'component'])(event),
  };
}

/** Core events, and `events.k8s.io`, which shows the same ones in another shape. */
function events(): ResourceDefinition[] {
  const core = definition({ kind: 'Event', short: ['ev'] });
  const columns = core.versions[0].columns;
  return [
    {
      ...core,
      fields: {
        ...eventFields('involvedObject', 'source'),
        reportingComponent: readField(['reportingComponent']),
      },
    },
    {
      ...core,
      // The core shape is checked, whichever one was sent.
      check: (event, before) =>
        (core.check?.(fromEventsV1(event), before) ?? []).map(cause => ({
          ...cause,
          field: cause.field.replace('involvedObject', 'regarding'),
        })),
      group: 'events.k8s.io',
      versions: [
        {
          ...core.versions[0],
          toStored: fromEventsV1,
          fromStored: toEventsV1,
          // Cells are read from the stored shape.
          columns: columns.map(column => ({
            ...column,
            cell: (event, now) =>
              column.cell(event.regarding ? fromEventsV1(event) : event, now),
          })),
        },
      ],
      fields: eventFields('regarding', 'reportingController'),
    },
  ];
}

function withRules(resource: ResourceDefinition): ResourceDefinition {
  switch (resource.kind) {
    case 'CustomResourceDefinition':
      return { ...resource, setDefaults: defaultCrd };
    case 'Namespace':
      return {
        ...resource,
        terminate: object => ({ ...object, status: { phase: 'Terminating' } }),
      };
    default:
      return resource;
  }
}

/** Every resource that is there without a CRD, but for those that only answer (reviews). */
export function builtinResources(): ResourceDefinition[] {
  return [...rows.map(definition).map(withRules), ...events()];
}
