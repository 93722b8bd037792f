import type { Entity } from '@backstage/catalog-model';
import { hasPipelines } from '@kubeflow-portal/plugin-kubeflow-common';

/** Whether an entity has an annotation that names its pipeline or its experiment. @public */
export function isKubeflowPipelinesAvailable(entity: Entity): boolean {
  return hasPipelines(entity);
}
