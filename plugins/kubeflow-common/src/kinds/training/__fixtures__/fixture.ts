import type { KubernetesObject } from '../../../kubernetesObject';
import type { Reading } from '../../types';

/** An object as its API server holds it, and what it means. */
export interface Fixture {
  title: string;
  object: KubernetesObject;
  /** Objects that name it as their owner. */
  parts?: KubernetesObject[];
  expected: Partial<Reading>;
}

export const created = '2026-09-01T08:00:00Z';
export const resumed = '2026-09-01T08:05:00Z';
export const changed = '2026-09-01T09:30:00Z';

/** The same times as readings have them. */
export const read = {
  created: '2026-09-01T08:00:00.000Z',
  resumed: '2026-09-01T08:05:00.000Z',
  changed: '2026-09-01T09:30:00.000Z',
};

/** A `metav1.Condition`. */
export function condition(
  type: string,
  status: 'True' | 'False',
  reason: string,
  message: string,
  lastTransitionTime = changed,
) {
  return { type, status, reason, message, lastTransitionTime };
}
