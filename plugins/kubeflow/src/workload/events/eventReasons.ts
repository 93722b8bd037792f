import type { WorkloadEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import { sortEvents } from './sortEvents';

/** Warnings that are worth a line of their own. */
const MOST = 3;

/**
 * The newest warnings that say something, each sentence once.
 *
 * @param known - the reason that the object gives itself, which needs no saying again
 */
export function eventReasons(
  events: readonly WorkloadEvent[],
  known?: string,
): (WorkloadEvent & { message: string })[] {
  const byMessage = new Map<string, WorkloadEvent & { message: string }>();
  for (const event of sortEvents(events, false)) {
    const { type, message, reason } = event;
    const isNews = reason === undefined || reason !== known;
    if (type === 'Warning' && message && isNews && !byMessage.has(message)) {
      byMessage.set(message, { ...event, message });
    }
  }
  return [...byMessage.values()].slice(0, MOST);
}
