import {
  kindFamilies,
  type Kind,
  type KindFamily,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** How many of a list's matches are of each family, in the order of the pages; families without any stay away. */
export function familyCounts(
  facet: readonly { value: string; count: number }[],
  kinds: ReadonlyMap<string, Kind>,
): { family: KindFamily; count: number }[] {
  const counts = new Map<KindFamily, number>();
  for (const { value, count } of facet) {
    const family = kinds.get(value)?.family;
    if (family) {
      counts.set(family, (counts.get(family) ?? 0) + count);
    }
  }
  return kindFamilies
    .map(family => ({ family, count: counts.get(family) ?? 0 }))
    .filter(({ count }) => count > 0);
}
