import { useWorkloads } from '@kubeflow-portal/plugin-kubeflow-react';

/** Namespaces of a cluster in which the portal sees something, by name: a help for choosing, not all there are. */
export function useNamespaces(
  cluster: string,
  options: { enabled: boolean },
): string[] {
  const { summary } = useWorkloads({
    filter: { cluster: [cluster], role: ['workload', 'definition', 'part'] },
    pageSize: 1,
    live: false,
    enabled: options.enabled,
  });
  return (summary?.facets.namespace ?? [])
    .map(({ value }) => value)
    .sort((one, other) => one.localeCompare(other));
}
