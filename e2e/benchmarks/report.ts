import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { isMet, ratioOf, type Measurement } from './Measurement';

/** A table for people. */
export function table(measurements: readonly Measurement[]): string {
  const rows = [
    ['', 'ours', 'baseline', 'ratio', 'limit', ''],
    ...measurements.map(one => [
      one.name,
      show(one.ours.value, one.unit),
      show(one.baseline.value, one.unit),
      one.unit === 'requests' ? '' : ratioOf(one).toFixed(2),
      describeLimit(one),
      isMet(one) ? 'met' : 'MISSED',
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  const notes = measurements.map(
    one => `  ${one.name}: ${one.ours.what}, against ${one.baseline.what}`,
  );
  return [...lines, '', ...notes].join('\n');
}

function show(value: number, unit: Measurement['unit']): string {
  switch (unit) {
    case 'ms':
      return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
    case 'bytes':
      return `${(value / 1e6).toFixed(1)} MB`;
    default:
      return String(value);
  }
}

function describeLimit({ limit, unit }: Measurement): string {
  if (unit === 'requests' && 'atMost' in limit && limit.atMost === 0) {
    return 'none';
  }
  return 'atMost' in limit
    ? `at most ${limit.atMost}`
    : `at least ${limit.timesFaster} x faster`;
}

/** Everything that was measured, and on what, as JSON. */
export function writeJson(
  file: string,
  measurements: readonly Measurement[],
  about: object,
): void {
  mkdirSync(dirname(file), { recursive: true });
  const [cpu] = cpus();
  const body = {
    at: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    cpu: cpu?.model,
    memory: totalmem(),
    ...about,
    measurements: measurements.map(one => ({
      ...one,
      ratio: one.unit === 'requests' ? undefined : ratioOf(one),
      met: isMet(one),
    })),
  };
  writeFileSync(file, `${JSON.stringify(body, undefined, 2)}\n`);
}
