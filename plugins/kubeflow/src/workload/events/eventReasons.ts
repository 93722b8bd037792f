import type { WorkloadEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import { sortEvents } from './sortEvents';

/** Warnings that are worth a line of their own. */
const MOST = 3;

/** The newest warnings that say something, each sentence once. */
export function eventReasons(
  events: readonly WorkloadEvent[],
): (WorkloadEvent & { message: string })[] {
  const byMessage = new Map<string, WorkloadEvent & { message: string }>();
  for (const event of sortEvents(events, false)) {
    const { type, message } = event;
    if (type === 'Warning' && message && !byMessage.has(message)) {
      byMessage.set(message, { ...event, message });
    }
  }
  return [...byMessage.values()].slice(0, MOST);
}
