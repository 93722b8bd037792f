import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  readConfusion,
  readRoc,
  type ConfusionMatrix,
} from '../../charts/classification';
import type { Point } from '../../charts/points';
import { outputArtifacts } from './outputArtifacts';

/** Something of which each run has one or none, in one place of its pipeline. */
export interface PlacedRow<T> {
  key: string;
  label: string;
  /** By run. */
  items: readonly (T | undefined)[];
}

/** The ROC curves of all runs, by place. */
export function rocRows(
  runs: readonly Pick<RunDetail, 'tasks'>[],
): PlacedRow<Point[]>[] {
  return placedRows(runs, metadata => readRoc(metadata.confidenceMetrics));
}

/** The confusion matrices of all runs, by place. */
export function confusionRows(
  runs: readonly Pick<RunDetail, 'tasks'>[],
): PlacedRow<ConfusionMatrix>[] {
  return placedRows(runs, metadata => readConfusion(metadata.confusionMatrix));
}

function placedRows<T>(
  runs: readonly Pick<RunDetail, 'tasks'>[],
  read: (metadata: Readonly<Record<string, unknown>>) => T | undefined,
): PlacedRow<T>[] {
  const rows = new Map<string, PlacedRow<T> & { items: (T | undefined)[] }>();
  runs.forEach((run, index) => {
    for (const { place, label, artifact } of outputArtifacts(run)) {
      const item = read(artifact.metadata ?? {});
      if (item !== undefined) {
        const row = rows.get(place) ?? {
          key: place,
          label,
          items: runs.map(() => undefined),
        };
        row.items[index] = item;
        rows.set(place, row);
      }
    }
  });
  return [...rows.values()].sort((one, other) =>
    one.label.localeCompare(other.label),
  );
}
