import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { pipelinesRouteRef } from '../../routes';
import type { PipelinesRecordRef } from '../api/KubeflowPipelinesApi';

/** What follows the question mark; what is absent or empty is left out. @public */
export type PipelinesAddressQuery = Readonly<
  Record<string, string | readonly string[] | undefined>
>;

/** Addresses of the Pipelines pages; each is absent in an app that has none. @public */
export interface PipelinesHref {
  runs: (query?: PipelinesAddressQuery) => string | undefined;
  /** Its query: `task`, `tab`. */
  run: (
    ref: PipelinesRecordRef,
    query?: PipelinesAddressQuery,
  ) => string | undefined;
  /** Its query: `pipeline`, `version`, `clone` (a run's id), `recurring` (a recurring run's id), `experiment`. */
  newRun: (
    cluster: string,
    query?: PipelinesAddressQuery,
  ) => string | undefined;
  pipelines: (query?: PipelinesAddressQuery) => string | undefined;
  /** Its query: `version`, `compareTo`, `tab`. */
  pipeline: (
    ref: PipelinesRecordRef,
    query?: PipelinesAddressQuery,
  ) => string | undefined;
  experiments: (query?: PipelinesAddressQuery) => string | undefined;
  experiment: (
    ref: PipelinesRecordRef,
    query?: PipelinesAddressQuery,
  ) => string | undefined;
  recurringRuns: (query?: PipelinesAddressQuery) => string | undefined;
  recurringRun: (
    ref: PipelinesRecordRef,
    query?: PipelinesAddressQuery,
  ) => string | undefined;
  /** Its query: `cluster`, and `run` for each run. */
  compare: (query?: PipelinesAddressQuery) => string | undefined;
}

/**
 * Gives the addresses of the Pipelines pages. The namespace of a record goes along, where it is given: its page may
 * need it to ask for the record.
 *
 * @public
 */
export function usePipelinesHref(): PipelinesHref {
  const base = useRouteRef(pipelinesRouteRef)?.();
  return useMemo(() => {
    const list = (page: string) => (query?: PipelinesAddressQuery) =>
      address(base, [page], query);
    const record =
      (page: string) =>
      (
        { cluster, id, namespace }: PipelinesRecordRef,
        query?: PipelinesAddressQuery,
      ) =>
        address(base, [page, cluster, id], { namespace, ...query });
    return {
      runs: list('runs'),
      run: record('runs'),
      newRun: (cluster, query) => address(base, ['new-run', cluster], query),
      pipelines: list('pipelines'),
      pipeline: record('pipelines'),
      experiments: list('experiments'),
      experiment: record('experiments'),
      recurringRuns: list('recurring'),
      recurringRun: record('recurring'),
      compare: list('compare'),
    };
  }, [base]);
}

function address(
  base: string | undefined,
  parts: readonly string[],
  query: PipelinesAddressQuery = {},
): string | undefined {
  if (base === undefined) {
    return undefined;
  }
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) {
      if (each !== '') {
        search.append(key, each);
      }
    }
  }
  const path = [base, ...parts.map(encodeURIComponent)].join('/');
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
