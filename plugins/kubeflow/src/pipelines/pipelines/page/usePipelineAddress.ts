import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The parts of a pipeline's page, as the address names them: `?tab=yaml`. */
export const pipelineTabs = [
  'graph',
  'inputs',
  'yaml',
  'compare',
  'versions',
] as const;

/** One of {@link pipelineTabs}. */
export type PipelineTab = (typeof pipelineTabs)[number];

/** What the address says of a pipeline's page. */
export interface PipelineAddress {
  /** Absent: the newest. */
  version: string | undefined;
  tab: PipelineTab;
  /** The version to compare with; absent: the one before. */
  compareTo: string | undefined;
  /** How the difference is shown. */
  diff: 'graph' | 'yaml';
  /** The task that is looked at. */
  task: string | undefined;
  change: (
    next: Partial<Omit<PipelineAddress, 'change'>>,
    options?: { replace?: boolean },
  ) => void;
}

/** What an address does not have to say. */
const usual: Record<string, string | undefined> = {
  tab: 'graph',
  diff: 'graph',
};

/** Parameters that are about one version's graph; they mean nothing in another. */
const ofOneGraph = ['task', 'expand', 'open', 'close', 'iteration'];

/** Total: a tab that does not exist is the first one. */
export function usePipelineAddress(): PipelineAddress {
  const [search, setSearch] = useSearchParams();
  const change = useCallback<PipelineAddress['change']>(
    (next, options) =>
      setSearch(
        current => {
          const changed = new URLSearchParams(current);
          if ('version' in next) {
            for (const key of ofOneGraph) {
              changed.delete(key);
            }
          }
          for (const [key, value] of Object.entries(next)) {
            if (value === undefined || value === usual[key]) {
              changed.delete(key);
            } else {
              changed.set(key, value);
            }
          }
          return changed;
        },
        { replace: options?.replace ?? false },
      ),
    [setSearch],
  );
  return useMemo(() => {
    const get = (key: string) => search.get(key) || undefined;
    return {
      version: get('version'),
      tab: pipelineTabs.find(each => each === get('tab')) ?? 'graph',
      compareTo: get('compareTo'),
      diff: get('diff') === 'yaml' ? 'yaml' : 'graph',
      task: get('task'),
      change,
    };
  }, [search, change]);
}
