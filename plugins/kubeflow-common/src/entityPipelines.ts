import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_NAMESPACE,
  ANNOTATION_PIPELINE,
  ANNOTATION_PIPELINE_EXPERIMENT,
} from './annotations';
import {
  annotationOfEntity,
  EntityAnnotationError,
  namesIn,
} from './entityAnnotation';

/** Which runs of Kubeflow Pipelines belong to an entity. `pipeline`, `experiment` or both are there. @public */
export interface EntityPipelines {
  /** Names of clusters, in their order; absent means any. */
  cluster?: string[];
  /** Namespaces, in their order, for servers whose records lie in namespaces. */
  namespace?: string[];
  /** Id or name. */
  pipeline?: string;
  /** Id or name. */
  experiment?: string;
}

/** Longest name that the Pipelines API takes is shorter. */
const NAME_LIMIT = 253;

/** Whether the entity names a pipeline or an experiment of Kubeflow Pipelines. @public */
export function hasPipelines(entity: Entity): boolean {
  return [ANNOTATION_PIPELINE, ANNOTATION_PIPELINE_EXPERIMENT].some(
    annotation => annotationOfEntity(entity, annotation) !== undefined,
  );
}

/**
 * What an entity's annotations say about Kubeflow Pipelines; `undefined` when it names neither pipeline nor experiment.
 *
 * @throws EntityAnnotationError when an annotation is malformed: without it the runs of others would be shown
 * @public
 */
export function pipelinesOfEntity(entity: Entity): EntityPipelines | undefined {
  if (!hasPipelines(entity)) {
    return undefined;
  }
  return {
    cluster: namesIn(entity, ANNOTATION_CLUSTER),
    namespace: namesIn(entity, ANNOTATION_NAMESPACE),
    pipeline: nameIn(entity, ANNOTATION_PIPELINE),
    experiment: nameIn(entity, ANNOTATION_PIPELINE_EXPERIMENT),
  };
}

/** One name. People give pipelines and experiments names with spaces and commas. */
function nameIn(entity: Entity, annotation: string): string | undefined {
  const text = annotationOfEntity(entity, annotation);
  if (text !== undefined && text.length > NAME_LIMIT) {
    throw new EntityAnnotationError(
      entity,
      annotation,
      `It is longer than ${NAME_LIMIT} characters: write the id or the name of one.`,
    );
  }
  return text;
}
