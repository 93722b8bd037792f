import type { ApiObject } from '../cluster/types';
import type { Json } from './kernel';
import { at, count, record, records, stringMap, text, texts } from './kernel';

export interface Container extends Json {
  name: string;
  image: string;
}

export interface PodTemplate {
  metadata: {
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
  spec: Json & { containers: Container[] };
}

/** Reads a pod template from wherever a kind keeps it. Undefined when it has no container with a name and an image. */
export function podTemplate(value: unknown): PodTemplate | undefined {
  const spec = record(at(value, 'spec'));
  const containers = records(spec.containers).flatMap(container => {
    const name = text(container.name);
    const image = text(container.image);
    return name && image ? [{ ...container, name, image }] : [];
  });
  if (containers.length === 0) {
    return undefined;
  }
  return {
    metadata: {
      labels: stringMap(at(value, 'metadata', 'labels')),
      annotations: stringMap(at(value, 'metadata', 'annotations')),
    },
    spec: { ...spec, containers },
  };
}

/** Names and images of a list of containers, whoever wrote it. */
export function namedImages(value: unknown): { name: string; image: string }[] {
  return records(value).flatMap(container => {
    const name = text(container.name);
    return name ? [{ name, image: text(container.image) ?? '' }] : [];
  });
}

/** GPUs that one pod asks for; as with every extended resource, the limit decides. */
export function gpusOf(template: PodTemplate): number {
  return template.spec.containers.reduce(
    (sum, container) =>
      sum +
      (count(at(container, 'resources', 'limits', 'nvidia.com/gpu')) ?? 0),
    0,
  );
}

/** Requests of one pod as Kueue adds them up: requests, or the limit where there is no request. */
export function requestsOf(template: PodTemplate): Record<string, string> {
  const main = template.spec.containers[0];
  return {
    ...stringMapOfQuantities(at(main, 'resources', 'limits')),
    ...stringMapOfQuantities(at(main, 'resources', 'requests')),
  };
}

function stringMapOfQuantities(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).flatMap(([key, quantity]) =>
      typeof quantity === 'string' || typeof quantity === 'number'
        ? [[key, String(quantity)]]
        : [],
    ),
  );
}

/** What the container runs, for messages: the first word of the command or the arguments. */
export function programOf(container: Container): string | undefined {
  return texts(container.command)[0] ?? texts(container.args)[0];
}

export type OwnerReference = NonNullable<
  ApiObject['metadata']['ownerReferences']
>[number];

/** The controller's reference to an object that it owns. */
export function ownedBy(owner: ApiObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
