import type { RunPod, RunTask } from '@kubeflow-portal/plugin-kubeflow-common';

/** A pod whose logs can be looked at. */
export interface PodChoice {
  name: string;
  /** Absent when the cluster has it no more. */
  pod?: RunPod;
  /** The engine's own, which decided what to run. */
  isEngine: boolean;
  /** From 1, where the task was tried more than once. */
  attempt?: number;
}

/** The pods of some tasks: those that worked first, the newest attempt first, then those of the engine. */
export function podChoices(
  tasks: readonly RunTask[],
  pods: readonly RunPod[],
): PodChoice[] {
  const ids = new Set(tasks.map(({ id }) => id));
  const names = tasks.flatMap(({ podNames }) => podNames);
  const known = pods.filter(
    ({ taskId, name }) =>
      (taskId !== undefined && ids.has(taskId)) || names.includes(name),
  );
  const byName = new Map(known.map(pod => [pod.name, pod]));
  const workers = known.filter(({ use }) => use === 'executor');
  // In the order of the attempts, with those that only the server still knows of.
  const ordered = [
    ...names.filter(name => byName.get(name)?.use !== 'driver'),
    ...workers
      .map(({ name }) => name)
      .filter(name => !names.includes(name))
      .sort(),
  ];
  const isRetried = tasks.length === 1 && ordered.length > 1;
  return [
    ...ordered
      .map((name, index) => ({
        name,
        pod: byName.get(name),
        isEngine: false,
        attempt: isRetried ? index + 1 : undefined,
      }))
      .reverse(),
    ...known
      .filter(({ use, name }) => use !== 'executor' && !ordered.includes(name))
      .map(pod => ({ name: pod.name, pod, isEngine: true })),
  ];
}

/** The container that somebody who asks for a log mostly means. */
export function usualContainer(pod: RunPod | undefined): string {
  const names = pod?.containers.map(({ name }) => name) ?? [];
  return names.find(name => name === 'main') ?? names[0] ?? 'main';
}
