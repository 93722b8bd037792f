import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';
import { outputArtifacts } from './outputArtifacts';
import type { Point } from '../../charts/points';
import { asFiniteNumber, listIn } from '../../charts/wrapped';

/** One curve over all runs that are compared. */
export interface CurveRow {
  key: string;
  name: string;
  label: string;
  /** By run; `undefined`: the run has no such curve. */
  curves: readonly (readonly Point[] | undefined)[];
}

/** What was measured again and again in a run: values of artifacts' metadata that are series. */
export function curveRows(
  runs: readonly Pick<RunDetail, 'tasks'>[],
): CurveRow[] {
  const rows = new Map<
    string,
    CurveRow & { curves: (Point[] | undefined)[] }
  >();
  runs.forEach((run, index) => {
    for (const { place, label, artifact } of outputArtifacts(run)) {
      for (const [name, value] of Object.entries(artifact.metadata ?? {})) {
        const points = readSeries(value);
        if (points) {
          const key = `${place}/${name}`;
          const row = rows.get(key) ?? {
            key,
            name,
            label,
            curves: runs.map(() => undefined),
          };
          row.curves[index] = points;
          rows.set(key, row);
        }
      }
    }
  });
  return [...rows.values()].sort(
    (one, other) =>
      one.label.localeCompare(other.label) ||
      one.name.localeCompare(other.name),
  );
}

/**
 * A list of numbers, of `[step, value]` or of `{step, value}`, by step; `undefined` for everything else. Points that
 * are no numbers (a loss that became NaN) are left out.
 */
export function readSeries(value: unknown): Point[] | undefined {
  const list = listIn(value);
  if (!list || list.length < 2) {
    return undefined;
  }
  const points: Point[] = [];
  for (const [index, each] of list.entries()) {
    const point = readPoint(each, index);
    if (point === undefined) {
      return undefined;
    }
    if (Number.isFinite(point.x) && Number.isFinite(point.y)) {
      points.push(point);
    }
  }
  return points.length < 2
    ? undefined
    : points.sort((one, other) => one.x - other.x);
}

function readPoint(value: unknown, index: number): Point | undefined {
  if (typeof value === 'number') {
    return { x: index, y: value };
  }
  if (Array.isArray(value)) {
    return value.length === 2
      ? pointOf(asFiniteNumber(value[0]), numberOrGap(value[1]))
      : undefined;
  }
  if (typeof value === 'object' && value !== null && 'step' in value) {
    return pointOf(
      asFiniteNumber(value.step),
      'value' in value ? numberOrGap(value.value) : undefined,
    );
  }
  return isGap(value) ? { x: index, y: Number.NaN } : undefined;
}

function pointOf(
  x: number | undefined,
  y: number | undefined,
): Point | undefined {
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** JSON has no NaN: writers put nothing, or the word. */
function isGap(value: unknown): boolean {
  return value === null || value === 'NaN' || value === 'Infinity';
}

function numberOrGap(value: unknown): number | undefined {
  return isGap(value) ? Number.NaN : asFiniteNumber(value);
}
