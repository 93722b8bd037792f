import {
  formatLineRange,
  type LineRange,
  parseLineRange,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The parts of a run's page, as the address names them: `?tab=timeline`. */
export const runTabs = [
  'graph',
  'timeline',
  'values',
  'logs',
  'pods',
  'spec',
] as const;

export type RunTab = (typeof runTabs)[number];

/** The parts of what is shown of one task: `?part=logs`. */
export const taskParts = ['overview', 'values', 'logs', 'pods'] as const;

export type TaskPart = (typeof taskParts)[number];

/** Which log is looked at. */
export interface LogChoice {
  pod?: string;
  container?: string;
  previous: boolean;
  lines?: LineRange;
}

/** What the address says of a run's page, beside its graph. */
export interface RunAddress {
  tab: RunTab;
  setTab: (tab: RunTab) => void;
  /** Of a task (`RunTask.id`) or a node of the graph; absent: none is looked at. */
  task?: string;
  part: TaskPart;
  setPart: (part: TaskPart) => void;
  log: LogChoice;
  setLog: (log: LogChoice) => void;
  /** The pod that is pointed at. */
  pod?: string;
  /** Changes any of it; what is absent or empty is taken away. */
  change: (
    values: Readonly<Record<string, string | undefined>>,
    options?: { replace?: boolean },
  ) => void;
}

export function useRunAddress(): RunAddress {
  const [search, setSearch] = useSearchParams();
  const change = useCallback<RunAddress['change']>(
    (values, options) =>
      setSearch(current => withValues(current, values), options),
    [setSearch],
  );
  const setTab = useCallback(
    (tab: RunTab) => change({ tab: tab === 'graph' ? undefined : tab }),
    [change],
  );
  const setPart = useCallback(
    (part: TaskPart) =>
      change(
        { part: part === 'overview' ? undefined : part },
        { replace: true },
      ),
    [change],
  );
  const setLog = useCallback(
    (log: LogChoice) => change(logValues(log), { replace: true }),
    [change],
  );
  const get = (name: string) => search.get(name) || undefined;
  const line = get('line');
  const lines = useMemo(() => parseLineRange(line), [line]);
  return {
    tab: runTabs.find(each => each === get('tab')) ?? 'graph',
    setTab,
    task: get('task'),
    part: taskParts.find(each => each === get('part')) ?? 'overview',
    setPart,
    log: {
      pod: get('pod'),
      container: get('container'),
      previous: get('previous') === 'true',
      lines,
    },
    setLog,
    pod: get('pod'),
    change,
  };
}

/** A log as the address has it. */
export function logValues({
  pod,
  container,
  previous,
  lines,
}: LogChoice): Record<string, string | undefined> {
  return {
    pod,
    container,
    previous: previous ? 'true' : undefined,
    line: lines && formatLineRange(lines),
  };
}

function withValues(
  search: URLSearchParams,
  values: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const changed = new URLSearchParams(search);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') {
      changed.delete(name);
    } else {
      changed.set(name, value);
    }
  }
  return changed;
}
