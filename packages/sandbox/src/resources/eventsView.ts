import type { ApiObject } from '../cluster/types';

/** Names of the fields that `events.k8s.io/v1` and core `v1` call differently. */
const renamed = [
  ['note', 'message'],
  ['regarding', 'involvedObject'],
  ['deprecatedCount', 'count'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedSource', 'source'],
  ['reportingController', 'reportingComponent'],
] as const;

function rename(
  object: ApiObject,
  apiVersion: string,
  pairs: (readonly [string, string])[],
) {
  const names = new Map(pairs);
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object))
    result[names.get(key) ?? key] = value;
  return { ...result, apiVersion, kind: 'Event' } as ApiObject;
}

/** The core `v1` Event, as `events.k8s.io/v1` shows it. */
export function toEventsV1(event: ApiObject): ApiObject {
  return rename(
    event,
    'events.k8s.io/v1',
    renamed.map(([fresh, core]) => [core, fresh]),
  );
}

export function fromEventsV1(event: ApiObject): ApiObject {
  return rename(event, 'v1', [...renamed]);
}
