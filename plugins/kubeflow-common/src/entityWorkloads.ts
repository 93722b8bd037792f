import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_LABEL_SELECTOR,
  ANNOTATION_NAMESPACE,
} from './annotations';
import type { WorkloadFilter } from './api';
import { LabelSelectorError, parseLabelSelector } from './labelSelector';

/** Thrown when an entity's annotation cannot be used; the message names the entity and the annotation. @public */
export class EntityAnnotationError extends Error {
  override readonly name = 'EntityAnnotationError';
  readonly annotation: string;

  constructor(entity: Entity, annotation: string, problem: string) {
    super(
      `The annotation ${annotation} of ${nameOfEntity(entity)} cannot be used. ${problem}`,
    );
    this.annotation = annotation;
  }
}

/** Whether the entity says that Kubeflow objects belong to it: any of the three annotations does. @public */
export function hasWorkloads(entity: Entity): boolean {
  return [
    ANNOTATION_CLUSTER,
    ANNOTATION_NAMESPACE,
    ANNOTATION_LABEL_SELECTOR,
  ].some(annotation => annotationOfEntity(entity, annotation) !== undefined);
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

function namesIn(entity: Entity, annotation: string): string[] | undefined {
  const text = annotationOfEntity(entity, annotation);
  if (text === undefined) {
    return undefined;
  }
  const names = text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  if (names.length === 0) {
    throw new EntityAnnotationError(
      entity,
      annotation,
      'It names nothing: write names, separated by commas.',
    );
  }
  const odd = names.find(name => /[\s/]/.test(name) || name.length > 253);
  if (odd !== undefined) {
    throw new EntityAnnotationError(
      entity,
      annotation,
      `'${odd.slice(0, 80)}' is not a name: write names, separated by commas.`,
    );
  }
  return [...new Set(names)];
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

/** Blank is the same as absent: templates often leave an annotation empty. */
function annotationOfEntity(
  entity: Entity,
  annotation: string,
): string | undefined {
  const value: unknown = entity.metadata?.annotations?.[annotation];
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}

function nameOfEntity(entity: Entity): string {
  const { kind, metadata } = entity;
  return `${kind?.toLowerCase()}:${metadata?.namespace ?? 'default'}/${metadata?.name}`;
}
