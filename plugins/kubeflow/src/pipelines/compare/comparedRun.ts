import type { RunDetail } from '@kubeflow-portal/plugin-kubeflow-common';

/** A run with its place in a comparison: its colour and its letter are the same wherever it appears. */
export interface ComparedRun {
  id: string;
  /** Counted from 0, by the address. */
  place: number;
  detail: RunDetail;
}

/** `A` to `J`: tells runs apart where colours cannot. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + (place % 26));
}

/** The colour of a run, for charts. */
export function colorOf(place: number): string {
  return `var(--kf-run-${place % 10})`;
}
