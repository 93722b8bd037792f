import {
  builtInKinds,
  type Reading,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ApiObject } from '../../cluster/types';
import type { Stage } from './Stage';

/** What the portal makes of an object and of what belongs to it. */
export function read(stage: Stage, object: ApiObject): Reading {
  const definition = builtInKinds
    .list()
    .find(
      ({ kind, group }) =>
        kind === object.kind && object.apiVersion.startsWith(`${group}/`),
    );
  if (!definition) {
    throw new Error(`The portal has no kind for ${object.kind}`);
  }
  const reading = definition.read(object);
  const parts = stage.partsOf(object).map(part => ({
    kind: part.kind.toLowerCase(),
    name: part.metadata.name,
    reading: read(stage, part),
  }));
  return definition.refine?.(reading, parts) ?? reading;
}
