import type {
  WorkloadFilter,
  WorkloadsResponse,
} from '@kubeflow-portal/plugin-kubeflow-common';

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

/** Of the values to choose from, those within what the page allows: the others would change nothing. */
export function allowedFacets(
  facets: WorkloadsResponse['facets'] | undefined,
  fixed: WorkloadFilter,
): WorkloadsResponse['facets'] | undefined {
  if (!facets) {
    return undefined;
  }
  const within = (key: keyof typeof facets) => {
    const allowed = fixed[key];
    return allowed
      ? facets[key].filter(({ value }) => allowed.includes(value))
      : facets[key];
  };
  return {
    cluster: within('cluster'),
    namespace: within('namespace'),
    kind: within('kind'),
    owner: within('owner'),
  };
}
