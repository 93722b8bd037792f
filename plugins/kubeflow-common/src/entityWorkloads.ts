import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_NAMESPACE,
  ANNOTATION_PIPELINE,
  ANNOTATION_PIPELINE_EXPERIMENT,
} from './annotations';
import type { WorkloadFilter } from './api';
import {
  annotationOfEntity,
  EntityAnnotationError,
  namesIn,
} from './entityAnnotation';
import { LabelSelectorError, parseLabelSelector } from './labelSelector';

/**
 * Whether the entity says which Kubeflow objects belong to it: any of the three annotations does. On an entity that
 * names a pipeline the cluster alone does not: there it says where the pipeline is.
 *
 * @public
 */
export function hasWorkloads(entity: Entity): boolean {
  const has = (annotation: string) =>
    annotationOfEntity(entity, annotation) !== undefined;
  return (
    has(ANNOTATION_NAMESPACE) ||
    has(ANNOTATION_LABEL_SELECTOR) ||
    (has(ANNOTATION_CLUSTER) &&
      !has(ANNOTATION_PIPELINE) &&
      !has(ANNOTATION_PIPELINE_EXPERIMENT))
  );
}

/**
 * The filter that finds an entity's objects, from its annotations; `undefined` when it has none.
 *
 * @throws EntityAnnotationError when an annotation is malformed: a filter without it would show the objects of others
 * @public
 */
export function workloadFilterOfEntity(
  entity: Entity,
): WorkloadFilter | undefined {
  if (!hasWorkloads(entity)) {
    return undefined;
  }
  return {
    cluster: namesIn(entity, ANNOTATION_CLUSTER),
    namespace: namesIn(entity, ANNOTATION_NAMESPACE),
    labelSelector: selectorIn(entity),
  };
}

function selectorIn(entity: Entity): string | undefined {
  const text = annotationOfEntity(entity, ANNOTATION_LABEL_SELECTOR);
  if (text === undefined) {
    return undefined;
  }
  try {
    return parseLabelSelector(text).toString();
  } catch (error) {
    if (error instanceof LabelSelectorError) {
      throw new EntityAnnotationError(
        entity,
        ANNOTATION_LABEL_SELECTOR,
        error.message,
      );
    }
    throw error;
  }
}
