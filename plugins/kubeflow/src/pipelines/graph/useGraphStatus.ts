import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';
import { useEffect, useMemo, useRef } from 'react';
import type { GraphIndex } from './graphIndex';
import {
  type IterationChoice,
  loopIterations,
  type LoopIterations,
} from './iterations';
import { nodeStatuses, type NodeStatus } from './nodeStatus';

/** How the nodes of a graph are doing in a run. */
export interface GraphStatus {
  statuses: ReadonlyMap<string, NodeStatus>;
  iterations: ReadonlyMap<string, LoopIterations>;
}

/** The same values keep their identity from one answer to the next, so that only what has changed is drawn again. */
export function useGraphStatus(
  index: GraphIndex,
  tasks: readonly RunTask[] | undefined,
  choice: IterationChoice,
): GraphStatus | undefined {
  const last = useRef<GraphStatus>();
  const status = useMemo(
    () =>
      tasks && {
        statuses: kept(
          last.current?.statuses,
          nodeStatuses(index, tasks, choice),
        ),
        iterations: kept(
          last.current?.iterations,
          loopIterations(index, tasks, choice),
        ),
      },
    [index, tasks, choice],
  );
  useEffect(() => {
    last.current = status;
  }, [status]);
  return status;
}

function kept<T>(
  before: ReadonlyMap<string, T> | undefined,
  next: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  return new Map(
    [...next].map(([id, value]) => {
      const last = before?.get(id);
      return [
        id,
        last && JSON.stringify(last) === JSON.stringify(value) ? last : value,
      ];
    }),
  );
}
