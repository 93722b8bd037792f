import type { RunTask } from '@kubeflow-portal/plugin-kubeflow-common';

/** Tasks that only hold others. */
export function isGroup(type: RunTask['type']): boolean {
  return ['dag', 'loop', 'condition', 'exit-handler', 'root'].includes(type);
}

/** A task's name, and which turn of the loops around it. */
export function labelOf({ name, iterations }: RunTask): string {
  return iterations.length > 0 ? `${name} [${iterations.join('.')}]` : name;
}
