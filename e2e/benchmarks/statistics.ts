/** The value below or at which a share of the values lies (nearest rank). @param share - 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) {
    throw new Error('There is no quantile of nothing');
  }
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values: readonly number[]): number =>
  quantile(values, 0.5);

/** Milliseconds that a call takes. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}
