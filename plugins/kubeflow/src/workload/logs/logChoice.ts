import type { Pod } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  formatLineRange,
  parseLineRange,
  type LineRange,
} from '@kubeflow-portal/plugin-kubeflow-react';
import { sortPods } from '../pods/sortPods';

/** Which log of an object is looked at, and which lines of it. */
export interface LogChoice {
  pod?: string;
  container?: string;
  previous: boolean;
  lines?: LineRange;
}

/** The choice in the address: `?tab=logs&pod=bert-node-0-0&container=node&previous=true&line=120-140`. */
export const logChoiceKeys = ['pod', 'container', 'previous', 'line'] as const;

export function parseLogChoice(search: URLSearchParams): LogChoice {
  return {
    pod: search.get('pod') || undefined,
    container: search.get('container') || undefined,
    previous: search.get('previous') === 'true',
    lines: parseLineRange(search.get('line')),
  };
}

/** Puts a choice into an address, beside what else is there. */
export function formatLogChoice(
  choice: Partial<LogChoice>,
  search: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const changed = new URLSearchParams(search);
  changed.set('tab', 'logs');
  const values = {
    pod: choice.pod,
    container: choice.container,
    previous: choice.previous ? 'true' : undefined,
    line: choice.lines && formatLineRange(choice.lines),
  };
  for (const key of logChoiceKeys) {
    const value = values[key];
    if (value === undefined) {
      changed.delete(key);
    } else {
      changed.set(key, value);
    }
  }
  return changed;
}

type Container = Pod['containers'][number];

/** The pod whose log tells the most: one that failed or is in trouble, or else the first of those that do the work. */
export function usualPod(pods: readonly Pod[]): Pod | undefined {
  const [first] = sortPods(pods);
  if (first?.phase === 'Failed' || first?.message) {
    return first;
  }
  return [...pods]
    .sort((one, other) => use(one) - use(other) || byPart(one, other))
    .at(0);
}

/** What runs comes before what is over, and what prepares the work last of all. */
function use({ phase, role }: Pod): number {
  if (/initializer/.test(role ?? '')) {
    return 2;
  }
  return phase === 'Running' ? 0 : 1;
}

/** The container whose log tells the most: one that is in trouble, or else the first main one. */
export function usualContainer(pod: Pod): Container | undefined {
  const { containers } = pod;
  return (
    containers.find(
      ({ exitCode, type }) =>
        exitCode !== undefined && exitCode !== 0 && type !== 'ephemeral',
    ) ??
    containers.find(({ lastTermination }) => lastTermination !== undefined) ??
    containers.find(({ type }) => type === 'main') ??
    containers.at(0)
  );
}

/** By role, rank and name: where a person looks for one. */
export function byPart(one: Pod, other: Pod): number {
  return (
    (one.role ?? '').localeCompare(other.role ?? '') ||
    (one.rank ?? Number.MAX_SAFE_INTEGER) -
      (other.rank ?? Number.MAX_SAFE_INTEGER) ||
    one.name.localeCompare(other.name, 'en', { numeric: true })
  );
}
