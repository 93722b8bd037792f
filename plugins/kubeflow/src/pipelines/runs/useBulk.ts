import { useApi } from '@backstage/frontend-plugin-api';
import type { Run } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  kubeflowPipelinesApiRef,
  useInvalidatePipelines,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useEffect, useState } from 'react';
import { forEachRun, type BulkAction, type BulkResult } from './bulk';

/** Something that is being done to many runs, or was. */
export interface BulkWork {
  action: BulkAction;
  count: number;
  results: readonly BulkResult[];
  isRunning: boolean;
}

/** Does the same to many runs, and keeps how each went until it is put away. */
export function useBulk(cluster: string): {
  work: BulkWork | undefined;
  start: (action: BulkAction, runs: readonly Run[]) => void;
  close: () => void;
} {
  const api = useApi(kubeflowPipelinesApiRef);
  const invalidate = useInvalidatePipelines();
  const [work, setWork] = useState<BulkWork>();
  const start = useCallback(
    (action: BulkAction, runs: readonly Run[]) => {
      setWork({ action, count: runs.length, results: [], isRunning: true });
      const change = (next: (current: BulkWork) => BulkWork) =>
        setWork(current => current && next(current));
      void forEachRun(
        runs,
        ({ id, namespace }) =>
          action === 'delete'
            ? api.deleteRun({ cluster, id, namespace })
            : api.commandRun({ cluster, id, namespace }, action),
        result =>
          change(current => ({
            ...current,
            results: [...current.results, result],
          })),
      ).then(() => {
        change(current => ({ ...current, isRunning: false }));
        invalidate(cluster, ['runs']);
      });
    },
    [api, cluster, invalidate],
  );
  useStayWhile(work?.isRunning ?? false);
  return { work, start, close: useCallback(() => setWork(undefined), []) };
}

/** Asks before the page is left. */
function useStayWhile(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
}
