import type { WorkloadFilter } from '@kubeflow-portal/plugin-kubeflow-common';

const keys = [
  'cluster',
  'namespace',
  'kind',
  'family',
  'role',
  'state',
  'owner',
] as const;

/**
 * What a person has chosen, within what the page allows: a list of one namespace stays within it whatever the
 * address says.
 */
export function mergeFilters(
  fixed: WorkloadFilter,
  chosen: WorkloadFilter,
): WorkloadFilter {
  const merged: WorkloadFilter = { ...chosen, ...fixed, text: chosen.text };
  for (const key of keys) {
    const allowed: readonly string[] | undefined = fixed[key];
    const wanted: readonly string[] | undefined = chosen[key];
    if (allowed && wanted) {
      const both = wanted.filter(value => allowed.includes(value));
      Object.assign(merged, { [key]: both.length > 0 ? both : allowed });
    }
  }
  for (const [key, value] of Object.entries(merged)) {
    if (value === undefined) {
      delete merged[key as keyof WorkloadFilter];
    }
  }
  return merged;
}
