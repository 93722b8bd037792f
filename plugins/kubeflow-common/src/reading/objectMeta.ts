import { OWNER_KEY } from '../annotations';
import type { KubernetesObject } from '../kubernetesObject';
import { cleanText } from './cleanText';
import { asRecords, asString, asStringMap, asTime, at } from './tolerant';

/** Names of objects are at most 253 characters (RFC 1123 subdomain). */
const NAME_LIMIT = 253;

/** Kueue puts a job in a LocalQueue by this label (kubernetes-sigs/kueue, pkg/controller/constants). @public */
export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';

/** @public */
export function nameOf(object: KubernetesObject): string | undefined {
  return cleanText(at(object, 'metadata', 'name'), NAME_LIMIT);
}

/** `undefined` for cluster-scoped objects. @public */
export function namespaceOf(object: KubernetesObject): string | undefined {
  return cleanText(at(object, 'metadata', 'namespace'), NAME_LIMIT);
}

/** Labels as they are: they select, so they are not cleaned. @public */
export function labelsOf(object: KubernetesObject): Record<string, string> {
  return asStringMap(at(object, 'metadata', 'labels'));
}

/** One label, cleaned for the screen. @public */
export function labelOf(
  object: KubernetesObject,
  key: string,
): string | undefined {
  return cleanText(at(object, 'metadata', 'labels', key), NAME_LIMIT);
}

/** One annotation, cleaned for the screen. @public */
export function annotationOf(
  object: KubernetesObject,
  key: string,
): string | undefined {
  return cleanText(at(object, 'metadata', 'annotations', key));
}

/** ISO 8601, UTC. @public */
export function createdAtOf(object: KubernetesObject): string | undefined {
  return asTime(at(object, 'metadata', 'creationTimestamp'));
}

/** Deletion was asked for; finalizers or pods still hold the object. @public */
export function isDeleting(object: KubernetesObject): boolean {
  return asString(at(object, 'metadata', 'deletionTimestamp')) !== undefined;
}

/**
 * The owner that the object names: an entity ref or a bare group name. The annotation comes first, since a label
 * cannot hold `group:default/team`.
 *
 * @public
 */
export function ownerOf(object: KubernetesObject): string | undefined {
  return cleanText(
    annotationOf(object, OWNER_KEY) ?? labelOf(object, OWNER_KEY),
    NAME_LIMIT,
  );
}

/** The Kueue LocalQueue that the object asks for. @public */
export function queueOf(object: KubernetesObject): string | undefined {
  return (
    labelOf(object, QUEUE_LABEL) ??
    cleanText(annotationOf(object, QUEUE_LABEL), NAME_LIMIT)
  );
}

/** The owner reference with `controller: true`. @public */
export function controllerOf(
  object: KubernetesObject,
):
  { apiVersion: string; kind: string; name: string; uid?: string } | undefined {
  for (const reference of asRecords(
    at(object, 'metadata', 'ownerReferences'),
  )) {
    const apiVersion = asString(reference.apiVersion);
    const kind = cleanText(reference.kind, 200);
    const name = cleanText(reference.name, NAME_LIMIT);
    if (reference.controller === true && apiVersion && kind && name) {
      return { apiVersion, kind, name, uid: asString(reference.uid) };
    }
  }
  return undefined;
}
