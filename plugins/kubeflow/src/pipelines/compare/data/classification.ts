import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { outputArtifacts } from './outputArtifacts';
import type { Point } from './series';
import { asFiniteNumber, listIn, recordIn } from './wrapped';

/** How often each class was taken for each. */
export interface ConfusionMatrix {
  labels: string[];
  /** `rows[actual][predicted]` */
  rows: number[][];
}

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

/** The curve of a list of `{confidenceThreshold, falsePositiveRate, recall}`, from the lower left to the upper right. */
export function readRoc(value: unknown): Point[] | undefined {
  const points: Point[] = [];
  for (const each of listIn(value) ?? []) {
    const record = recordIn(each);
    const x = asFiniteNumber(record?.falsePositiveRate);
    const y = asFiniteNumber(record?.recall);
    if (x !== undefined && y !== undefined && isRate(x) && isRate(y)) {
      points.push({ x, y });
    }
  }
  return points.length === 0
    ? undefined
    : points.sort((one, other) => one.x - other.x || one.y - other.y);
}

const isRate = (value: number) => value >= 0 && value <= 1;

/** The area under a ROC curve, 0 to 1; the corners belong to every curve. */
export function areaUnder(points: readonly Point[]): number {
  const all = [{ x: 0, y: 0 }, ...points, { x: 1, y: 1 }];
  return all
    .slice(1)
    .reduce(
      (area, { x, y }, index) =>
        area + ((x - all[index].x) * (y + all[index].y)) / 2,
      0,
    );
}

/** A matrix as the kfp SDK writes it; `undefined` when it is none, or its rows do not fit its classes. */
export function readConfusion(value: unknown): ConfusionMatrix | undefined {
  const record = recordIn(value);
  const specs = listIn(record?.annotationSpecs);
  const rows = listIn(record?.rows)?.map(row =>
    listIn(recordIn(row)?.row ?? row)?.map(cell => asFiniteNumber(cell)),
  );
  if (!specs || !rows || specs.length === 0 || rows.length !== specs.length) {
    return undefined;
  }
  const numbers = rows.map(row =>
    (row ?? []).filter(cell => cell !== undefined),
  );
  if (numbers.some(row => row.length !== specs.length)) {
    return undefined;
  }
  return {
    labels: specs.map((spec, index) => {
      const name = recordIn(spec)?.displayName;
      return typeof name === 'string' && name !== '' ? name : String(index);
    }),
    rows: numbers,
  };
}

/** The share of cases that lie on the diagonal, 0 to 1; nothing where there are none. */
export function accuracyOf({ rows }: ConfusionMatrix): number | undefined {
  const sum = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0);
  const total = sum(rows.map(sum));
  return total > 0
    ? sum(rows.map((row, index) => row[index])) / total
    : undefined;
}
