import type { Point } from './points';
import { asFiniteNumber, listIn, recordIn } from './wrapped';

/** How often each class was taken for each. */
export interface ConfusionMatrix {
  labels: string[];
  /** `rows[actual][predicted]` */
  rows: number[][];
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
