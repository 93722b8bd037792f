/** Waits for a condition, on a slow machine too. */
export async function eventually<T>(
  condition: () => T | Promise<T>,
): Promise<T> {
  return vi.waitFor(condition, { timeout: 20_000 });
}
