import type {
  Artifact,
  RunDetail,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { isGroup, labelOf } from '../../taskLabel';

/** An artifact that a task of a run made, and its place in the run. */
export interface OutputArtifact {
  /** The same for artifacts of other runs that were made in the same place. */
  place: string;
  /** For people: `train › metrics`, `sweep [2] › metrics`. */
  label: string;
  artifact: Artifact;
}

/** What the tasks of a run made, each once: what a group of tasks hands out was made by one of its tasks. */
export function outputArtifacts(
  detail: Pick<RunDetail, 'tasks'>,
): OutputArtifact[] {
  const made = detail.tasks.filter(({ type }) => !isGroup(type));
  return made.flatMap(task =>
    task.outputs.flatMap(({ name, artifacts = [] }) =>
      artifacts.map((artifact, index) => {
        const number = artifacts.length > 1 ? ` ${index + 1}` : '';
        return {
          place: `${placeOf(task)}/${name}${number}`,
          label: `${labelOf(task)} › ${name}${number}`,
          artifact,
        };
      }),
    ),
  );
}

/** Where in its pipeline a task is: the same in every run of it. */
export function placeOf(task: RunTask): string {
  return `${task.path || task.name}[${task.iterations.join('.')}]`;
}
