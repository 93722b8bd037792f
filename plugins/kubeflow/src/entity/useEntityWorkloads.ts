import { useEntity } from '@backstage/plugin-catalog-react';
import { useClusters } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import { entityFilter, type EntityFilter } from './entityFilter';

/** What belongs to the entity of the page. */
export interface EntityWorkloads {
  selection: EntityFilter;
  /** Clusters that the entity names and the portal does not have; none while the portal's are not known. */
  unknownClusters: readonly string[];
  knownClusters: readonly string[];
}

/** Which training jobs belong to the entity of the page, and which of the clusters it names do not exist. */
export function useEntityWorkloads(): EntityWorkloads {
  const { entity } = useEntity();
  const { data: clusters } = useClusters();
  const selection = useMemo(() => entityFilter(entity), [entity]);
  return useMemo(() => {
    const named =
      selection.type === 'filter' ? (selection.filter.cluster ?? []) : [];
    const known = (clusters ?? []).map(({ name }) => name);
    return {
      selection,
      unknownClusters: clusters
        ? named.filter(name => !known.includes(name))
        : [],
      knownClusters: known,
    };
  }, [selection, clusters]);
}
