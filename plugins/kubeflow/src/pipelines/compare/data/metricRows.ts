import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { outputArtifacts } from './outputArtifacts';

/** Whether more of a metric is better, or less. */
export type Direction = 'higher' | 'lower';

/** One scalar metric over all runs that are compared. */
export interface MetricRow {
  /** Unique among the rows. */
  key: string;
  name: string;
  /** For people: where it was measured. */
  label: string;
  /** By run; `undefined`: the run has no such metric. */
  values: readonly (number | undefined)[];
}

/** The scalar metrics of all runs: those that most of them have first, then by place and name. */
export function metricRows(
  runs: readonly Pick<RunDetail, 'tasks'>[],
): MetricRow[] {
  const rows = new Map<
    string,
    Omit<MetricRow, 'values'> & { values: (number | undefined)[] }
  >();
  runs.forEach((run, index) => {
    for (const { place, label, artifact } of outputArtifacts(run)) {
      if (!isMetrics(artifact.preview)) {
        continue;
      }
      for (const [name, value] of Object.entries(artifact.metadata ?? {})) {
        if (typeof value !== 'number' || !Number.isFinite(value)) {
          continue;
        }
        const key = `${place}/${name}`;
        const row = rows.get(key) ?? {
          key,
          name,
          label,
          values: runs.map(() => undefined),
        };
        row.values[index] = value;
        rows.set(key, row);
      }
    }
  });
  const count = ({ values }: MetricRow) =>
    values.filter(value => value !== undefined).length;
  return [...rows.values()].sort(
    (one, other) =>
      count(other) - count(one) ||
      one.label.localeCompare(other.label) ||
      one.name.localeCompare(other.name),
  );
}

function isMetrics(preview: string): boolean {
  return preview === 'metrics' || preview === 'classification-metrics';
}

/** The runs that are best, by index. None where there is nothing to compare, or all are the same. */
export function bestOf(
  values: readonly (number | undefined)[],
  direction: Direction,
): Set<number> {
  const known = values.filter(value => value !== undefined);
  const best = direction === 'higher' ? Math.max(...known) : Math.min(...known);
  return known.length < 2 || known.every(value => value === best)
    ? new Set()
    : new Set(
        values.flatMap((value, index) => (value === best ? [index] : [])),
      );
}

/** Names of metrics of which less is better. */
const less =
  /(^|[^a-z])(loss|error|err|rmse|mse|mae|mape|wer|cer|perplexity|ppl|latency|duration|seconds|time|cost|fid|divergence|fpr|fnr)([^a-z]|$)/;

/** What is better, as far as its name tells. */
export function usualDirection(name: string): Direction {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return less.test(words) ? 'lower' : 'higher';
}
