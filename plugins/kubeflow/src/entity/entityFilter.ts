import type { Entity } from '@backstage/catalog-model';
import {
  EntityAnnotationError,
  workloadFilterOfEntity,
  type WorkloadFilter,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** Which training jobs belong to an entity, or why that cannot be told. */
export type EntityFilter =
  | { type: 'filter'; filter: WorkloadFilter }
  | { type: 'missing' }
  | { type: 'unusable'; error: EntityAnnotationError };

/** Reads an entity's annotations. What cannot be read selects nothing. */
export function entityFilter(entity: Entity): EntityFilter {
  try {
    const filter = workloadFilterOfEntity(entity);
    return filter
      ? {
          type: 'filter',
          filter: { ...filter, family: ['training'], role: ['workload'] },
        }
      : { type: 'missing' };
  } catch (error) {
    if (error instanceof EntityAnnotationError) {
      return { type: 'unusable', error };
    }
    throw error;
  }
}
