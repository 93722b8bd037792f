import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityAnnotationError,
  pipelinesOfEntity,
  type EntityPipelines,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { usePipelinesServers } from '@kubeflow-portal/plugin-kubeflow-react';
import { useMemo } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { entityPlaces, type EntityPlace } from './entityPlaces';

/** What an entity's annotations say, or why that cannot be told. */
export type PipelinesSelection =
  | { type: 'selection'; selection: EntityPipelines }
  | { type: 'missing' }
  | { type: 'unusable'; error: EntityAnnotationError };

/** Where the runs of the entity of the page can be. */
export interface EntityPipelinesHandle {
  selection: PipelinesSelection;
  servers: ReturnType<typeof usePipelinesServers>;
  places: readonly EntityPlace[];
  /** Clusters that the entity names and the portal does not have. */
  unknownClusters: readonly string[];
}

/** Reads the annotations of the entity of the page, and asks which servers there are. */
export function useEntityPipelines(): EntityPipelinesHandle {
  const { entity } = useEntity();
  const servers = usePipelinesServers();
  const selection = useMemo(() => readSelection(entity), [entity]);
  const { data } = servers;
  const { places, unknownClusters } = useMemo(() => {
    if (selection.type !== 'selection' || !data) {
      return { places: [], unknownClusters: [] };
    }
    const named = selection.selection.cluster ?? [];
    return {
      places: entityPlaces(selection.selection, data),
      unknownClusters: named.filter(
        name => !data.some(({ cluster }) => cluster === name),
      ),
    };
  }, [selection, data]);
  return { selection, servers, places, unknownClusters };
}

function readSelection(entity: Entity): PipelinesSelection {
  try {
    const selection = pipelinesOfEntity(entity);
    return selection ? { type: 'selection', selection } : { type: 'missing' };
  } catch (error) {
    if (error instanceof EntityAnnotationError) {
      return { type: 'unusable', error };
    }
    throw error;
  }
}
