import type { Entity } from '@backstage/catalog-model';
import { hasWorkloads } from '@kubeflow-portal/plugin-kubeflow-common';

/** Whether an entity has an annotation that says which of Kubeflow's objects belong to it. @public */
export function isKubeflowAvailable(entity: Entity): boolean {
  return hasWorkloads(entity);
}
