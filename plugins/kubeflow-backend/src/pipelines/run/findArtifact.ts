import type {
  Artifact,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { PipelinesSession } from '../Pipelines';
import { readRun } from './readRun';

/** An artifact, and the task that made or took it. */
export interface FoundArtifact {
  artifact: Artifact;
  task?: RunTask;
  runId: string;
}

/**
 * Finds an artifact among those of a run. That the caller may see the run is what lets the caller see the artifact, so
 * the run is read first.
 *
 * @throws PipelinesError when there is no such run or artifact
 */
export async function findArtifact(
  session: PipelinesSession,
  runId: string,
  artifactId: string,
): Promise<FoundArtifact> {
  const { tasks } = await readRun(session, runId);
  for (const which of ['outputs', 'inputs'] as const) {
    for (const task of tasks) {
      for (const { artifacts } of task[which]) {
        const artifact = artifacts?.find(({ id }) => id === artifactId);
        if (artifact) {
          return { artifact, task, runId };
        }
      }
    }
  }
  const { client, caller } = session;
  return { artifact: await client.getArtifact(artifactId, caller), runId };
}
