import type { Entity } from '@backstage/catalog-model';

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

/** Names in an annotation, separated by commas, each once; `undefined` when there is none. */
export function namesIn(
  entity: Entity,
  annotation: string,
): string[] | undefined {
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

/** Blank is the same as absent: templates often leave an annotation empty. */
export function annotationOfEntity(
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
