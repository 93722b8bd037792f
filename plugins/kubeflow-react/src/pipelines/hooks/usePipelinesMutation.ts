import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useKubeflowQueryClient } from '../../hooks/useKubeflowQueryClient';
import type { PipelinesRecordRef } from '../api/KubeflowPipelinesApi';
import { pipelinesKeys, type PipelinesRecordKind } from './pipelinesKeys';

/** Something that a person can do, and how it went the last time. @public */
export interface PipelinesMutation<TInput, TOutput> {
  /** Does it. Rejects as the methods of `KubeflowPipelinesApi` do. */
  run: (input: TInput) => Promise<TOutput>;
  isPending: boolean;
  /** Why the last attempt failed. */
  error: Error | undefined;
  /** Forgets the last attempt. */
  reset: () => void;
}

/**
 * Makes every list and page of these kinds ask again: for those who call `KubeflowPipelinesApi` themselves, to do
 * many things and refresh once.
 *
 * @public
 */
export function useInvalidatePipelines(): (
  cluster: string,
  kinds: readonly PipelinesRecordKind[],
) => void {
  const client = useKubeflowQueryClient();
  return useCallback(
    (cluster, kinds) => {
      for (const kind of kinds) {
        void client.invalidateQueries({
          queryKey: pipelinesKeys.kind(cluster, kind),
        });
      }
    },
    [client],
  );
}

/**
 * A change at the Pipelines API, after which everything that it may have touched is asked for again.
 *
 * @param changes - Kinds that it may have touched
 * @param gone - The record that does not exist afterwards: it is not asked for any more
 */
export function usePipelinesMutation<TInput, TOutput>(options: {
  task: (input: TInput) => Promise<TOutput>;
  clusterOf: (input: TInput) => string;
  changes: readonly PipelinesRecordKind[];
  gone?: (input: TInput) => {
    kind: PipelinesRecordKind;
    ref: PipelinesRecordRef;
  };
}): PipelinesMutation<TInput, TOutput> {
  const { task, clusterOf, changes, gone } = options;
  const client = useKubeflowQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation<
    TOutput,
    Error,
    TInput
  >(
    {
      mutationFn: task,
      onSettled: (_output, failure, input) => {
        const removed = failure ? undefined : gone?.(input);
        const removedKey =
          removed && pipelinesKeys.record(removed.kind, removed.ref);
        for (const kind of changes) {
          void client.invalidateQueries({
            queryKey: pipelinesKeys.kind(clusterOf(input), kind),
            predicate: ({ queryKey }) =>
              !removedKey?.every((part, index) => queryKey[index] === part),
          });
        }
      },
    },
    client,
  );
  return { run: mutateAsync, isPending, error: error ?? undefined, reset };
}
