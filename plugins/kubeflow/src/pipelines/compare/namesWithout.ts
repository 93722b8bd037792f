import type { ComparedRun } from './comparedRun';

/** The names of the runs that have nothing at their place; `undefined` when each has something. */
export function namesWithout(
  runs: readonly ComparedRun[],
  items: readonly unknown[],
): string | undefined {
  const names = runs
    .filter((_run, index) => items[index] === undefined)
    .map(({ detail }) => detail.run.name);
  return names.length > 0 ? names.join(', ') : undefined;
}
