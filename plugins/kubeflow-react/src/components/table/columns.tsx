import {
  isTerminalState,
  type Kind,
  type Workload,
  type WorkloadSortField,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ReactNode } from 'react';
import { AcceleratorList } from '../AcceleratorList';
import { Duration } from '../Duration';
import { OwnerLink } from '../OwnerLink';
import { ProgressCell } from '../ProgressCell';
import { RelativeTime } from '../RelativeTime';
import { ReplicaSummary } from '../ReplicaSummary';
import { StateBadge } from '../StateBadge';
import { NameCell } from './NameCell';
import { PlaceCell } from './PlaceCell';

/** @public */
export type WorkloadColumnId =
  | 'state'
  | 'name'
  | 'kind'
  | 'namespace'
  | 'owner'
  | 'accelerators'
  | 'replicas'
  | 'queue'
  | 'progress'
  | 'duration'
  | 'since'
  | 'created';

/** What cells need beside their row. */
export interface CellContext {
  kinds: ReadonlyMap<string, Kind>;
  /** Titles of clusters by name. */
  clusterTitles: ReadonlyMap<string, string>;
}

export interface WorkloadColumn {
  id: WorkloadColumnId;
  /** Absent: the backend cannot sort by it. */
  sort?: WorkloadSortField;
  /** Pixels that it needs to be of use. */
  minWidth: number;
  /** Share of the room that is left; 0 keeps it at its least width. */
  grow: number;
  /** The lower, the longer it stays when the table gets narrow. */
  rank: number;
  /** Numbers stand at the end of their column. */
  isNumber?: boolean;
  render(workload: Workload, context: CellContext): ReactNode;
}

/** Every column that a list of workloads can have. */
export const workloadColumns: Record<WorkloadColumnId, WorkloadColumn> = {
  state: {
    id: 'state',
    sort: 'attention',
    minWidth: 118,
    grow: 0,
    rank: 0,
    render: ({ state, deleting, reason }) => (
      <StateBadge state={state} deleting={deleting} reason={reason} />
    ),
  },
  name: {
    id: 'name',
    sort: 'name',
    minWidth: 200,
    grow: 3,
    rank: 0,
    render: workload => <NameCell workload={workload} />,
  },
  kind: {
    id: 'kind',
    sort: 'kind',
    minWidth: 108,
    grow: 1,
    rank: 8,
    render: ({ kind }, { kinds }) => {
      const title = kinds.get(kind)?.title.one ?? kind;
      return <span title={title}>{title}</span>;
    },
  },
  namespace: {
    id: 'namespace',
    sort: 'namespace',
    minWidth: 124,
    grow: 0.8,
    rank: 1,
    render: (workload, context) => (
      <PlaceCell workload={workload} context={context} />
    ),
  },
  owner: {
    id: 'owner',
    sort: 'owner',
    minWidth: 112,
    grow: 0.6,
    rank: 5,
    render: ({ owner }) => <OwnerLink owner={owner} />,
  },
  accelerators: {
    id: 'accelerators',
    sort: 'accelerators',
    minWidth: 128,
    grow: 0.6,
    rank: 3,
    render: ({ accelerators }) => (
      <AcceleratorList accelerators={accelerators} />
    ),
  },
  replicas: {
    id: 'replicas',
    sort: 'replicas',
    minWidth: 92,
    grow: 0,
    rank: 9,
    render: ({ replicas }) => <ReplicaSummary replicas={replicas} />,
  },
  queue: {
    id: 'queue',
    sort: 'queue',
    minWidth: 104,
    grow: 0.6,
    rank: 2,
    render: ({ queue }) => queue ?? '–',
  },
  progress: {
    id: 'progress',
    sort: 'progress',
    minWidth: 116,
    grow: 0.5,
    rank: 2,
    render: ({ progress, state }) => (
      <ProgressCell progress={progress} isOver={isTerminalState(state)} />
    ),
  },
  duration: {
    id: 'duration',
    sort: 'duration',
    minWidth: 84,
    grow: 0,
    rank: 4,
    isNumber: true,
    render: ({ startedAt, finishedAt }) => (
      <Duration from={startedAt} to={finishedAt} />
    ),
  },
  since: {
    id: 'since',
    minWidth: 84,
    grow: 0,
    rank: 4,
    isNumber: true,
    render: ({ since }) => <RelativeTime time={since} />,
  },
  created: {
    id: 'created',
    sort: 'created',
    minWidth: 84,
    grow: 0,
    rank: 6,
    isNumber: true,
    render: ({ createdAt }) => <RelativeTime time={createdAt} />,
  },
};
