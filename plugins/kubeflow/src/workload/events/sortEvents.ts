import type { WorkloadEvent } from '@kubeflow-portal/plugin-kubeflow-common';

/** The newest first; on request all warnings before everything else. An event without a time comes last. */
export function sortEvents(
  events: readonly WorkloadEvent[],
  warningsFirst: boolean,
): WorkloadEvent[] {
  return [...events].sort(
    (one, other) =>
      (warningsFirst ? rank(one) - rank(other) : 0) ||
      time(other) - time(one) ||
      one.uid.localeCompare(other.uid),
  );
}

function rank(event: WorkloadEvent): number {
  return event.type === 'Warning' ? 0 : 1;
}

function time(event: WorkloadEvent): number {
  const parsed = Date.parse(event.lastSeen ?? event.firstSeen ?? '');
  return Number.isNaN(parsed) ? 0 : parsed;
}
