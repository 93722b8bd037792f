import type { WorkloadEvent } from '../api';
import type { KubernetesObject } from '../kubernetesObject';
import {
  asCount,
  asRecord,
  asString,
  asTime,
  at,
  cleanText,
  createdAtOf,
} from '../reading';

/**
 * A Kubernetes event, from either of its APIs: core/v1 (`involvedObject`, `message`, `count`, `lastTimestamp`) or
 * events.k8s.io/v1 (`regarding`, `note`, `series`, `deprecatedCount`). Pure and total.
 *
 * @public
 */
export function readEvent(event: KubernetesObject): WorkloadEvent {
  const object = asRecord(event) ?? {};
  const about = asRecord(object.regarding) ?? asRecord(object.involvedObject);
  const occurred = asTime(object.eventTime);
  const first =
    asTime(object.firstTimestamp) ??
    asTime(object.deprecatedFirstTimestamp) ??
    occurred;
  const last =
    asTime(at(object, 'series', 'lastObservedTime')) ??
    asTime(object.lastTimestamp) ??
    asTime(object.deprecatedLastTimestamp) ??
    occurred;
  const created = createdAtOf(event);
  return {
    uid: asString(at(object, 'metadata', 'uid')) ?? '',
    type: object.type === 'Warning' ? 'Warning' : 'Normal',
    reason: cleanText(object.reason, 200),
    message: cleanText(object.note) ?? cleanText(object.message),
    count: Math.max(
      1,
      asCount(at(object, 'series', 'count')) ??
        asCount(object.count) ??
        asCount(object.deprecatedCount) ??
        1,
    ),
    firstSeen: first ?? last ?? created,
    lastSeen: last ?? first ?? created,
    source:
      cleanText(object.reportingController, 200) ??
      cleanText(object.reportingComponent, 200) ??
      cleanText(at(object, 'source', 'component'), 200) ??
      cleanText(at(object, 'deprecatedSource', 'component'), 200),
    about: {
      kind: cleanText(about?.kind, 200) ?? '',
      name: cleanText(about?.name, 253) ?? '',
    },
  };
}
