import type {
  KindFamily,
  KindRole,
} from '@kubeflow-portal/plugin-kubeflow-common';
import {
  defaultListState,
  type WorkloadColumnId,
  type WorkloadListState,
} from '@kubeflow-portal/plugin-kubeflow-react';

/** One list of a family. */
export interface FamilyView {
  /** Below the family's own path; the first view has none. */
  path: string;
  /** Key of its texts in the translations. */
  id:
    | 'jobs'
    | 'trainingRuntimes'
    | 'experiments'
    | 'trials'
    | 'endpoints'
    | 'servingRuntimes'
    | 'notebooks'
    | 'workspaceKinds'
    | 'workflows'
    | 'queues'
    | 'admissions';
  role: KindRole;
  columns: readonly WorkloadColumnId[];
  defaults: WorkloadListState;
}

/** Definitions have no life of their own: they are looked up by name. */
const byName: WorkloadListState = { ...defaultListState, sort: 'name' };

const definitions: readonly WorkloadColumnId[] = [
  'name',
  'kind',
  'namespace',
  'accelerators',
  'created',
];

/** The lists of each family, the first one shown first. */
export const familyViews: Record<KindFamily, readonly FamilyView[]> = {
  training: [
    {
      path: '',
      id: 'jobs',
      role: 'workload',
      columns: [
        'state',
        'name',
        'kind',
        'namespace',
        'owner',
        'accelerators',
        'progress',
        'duration',
        'created',
      ],
      defaults: defaultListState,
    },
    {
      path: 'runtimes',
      id: 'trainingRuntimes',
      role: 'definition',
      columns: definitions,
      defaults: byName,
    },
  ],
  tuning: [
    {
      path: '',
      id: 'experiments',
      role: 'workload',
      columns: [
        'state',
        'name',
        'kind',
        'namespace',
        'owner',
        'progress',
        'duration',
        'created',
      ],
      defaults: defaultListState,
    },
    {
      path: 'trials',
      id: 'trials',
      role: 'part',
      columns: [
        'state',
        'name',
        'kind',
        'namespace',
        'accelerators',
        'duration',
        'created',
      ],
      defaults: defaultListState,
    },
  ],
  serving: [
    {
      path: '',
      id: 'endpoints',
      role: 'workload',
      columns: [
        'state',
        'name',
        'kind',
        'namespace',
        'owner',
        'replicas',
        'accelerators',
        'created',
      ],
      defaults: defaultListState,
    },
    {
      path: 'runtimes',
      id: 'servingRuntimes',
      role: 'definition',
      columns: definitions,
      defaults: byName,
    },
  ],
  notebooks: [
    {
      path: '',
      id: 'notebooks',
      role: 'workload',
      columns: [
        'state',
        'name',
        'kind',
        'namespace',
        'owner',
        'accelerators',
        'created',
      ],
      defaults: defaultListState,
    },
    {
      path: 'kinds',
      id: 'workspaceKinds',
      role: 'definition',
      columns: definitions,
      defaults: byName,
    },
  ],
  workflows: [
    {
      path: '',
      id: 'workflows',
      role: 'workload',
      columns: [
        'state',
        'name',
        'kind',
        'namespace',
        'owner',
        'progress',
        'duration',
        'created',
      ],
      defaults: defaultListState,
    },
  ],
  queues: [
    {
      path: '',
      id: 'queues',
      role: 'definition',
      columns: ['state', 'name', 'kind', 'namespace', 'created'],
      defaults: defaultListState,
    },
    {
      path: 'admissions',
      id: 'admissions',
      role: 'part',
      columns: [
        'state',
        'name',
        'queue',
        'namespace',
        'accelerators',
        'duration',
        'created',
      ],
      defaults: defaultListState,
    },
  ],
};
