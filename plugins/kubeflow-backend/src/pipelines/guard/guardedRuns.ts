import type { RunCommand } from '@kubeflow-portal/plugin-kubeflow-common';
import {
  PipelinesError,
  type PipelinesCaller,
  type PipelinesClient,
  type RunRecord,
} from '@kubeflow-portal/plugin-kubeflow-node';
import type { Guard } from './Guard';

type Guarded = Pick<
  PipelinesClient,
  | 'listRuns'
  | 'getRun'
  | 'listTasks'
  | 'createRun'
  | 'commandRun'
  | 'deleteRun'
  | 'getArtifact'
  | 'readArtifact'
  | 'readArchivedLog'
>;

/** What the API has its access reviewed for. */
const verbs: Record<RunCommand, string> = {
  archive: 'archive',
  restore: 'unarchive',
  retry: 'retry',
  terminate: 'terminate',
};

/** Runs and their artifacts. A run says only by its experiment in which namespace it is. */
export function guardedRuns(client: PipelinesClient, guard: Guard): Guarded {
  async function readRun(
    verb: string,
    id: string,
    caller: PipelinesCaller,
  ): Promise<RunRecord> {
    const asking = await guard.first(verb, 'runs', id, caller);
    const record = await client.getRun(id, asking);
    const namespace = await guard.record(verb, 'runs', record.run, asking);
    return { ...record, run: { ...record.run, namespace } };
  }
  return {
    async listRuns(query, caller) {
      const namespace = await guard.list('runs', query, caller);
      const page = await client.listRuns(query, caller);
      guard.learn(page.items, namespace);
      return page;
    },
    getRun: (id, caller) => readRun('get', id, caller),
    /** Of a run that was read here, so it was checked. */
    listTasks: (record, spec, caller) =>
      client.listTasks(record, spec, guard.knowing(record.run.id, caller)),
    async createRun(request, caller) {
      const namespace = await guard.start('runs', request, caller);
      const run = await client.createRun(request, caller);
      guard.learn([run], namespace);
      return run;
    },
    async commandRun(id, command, caller) {
      await readRun(verbs[command], id, caller);
      await client.commandRun(id, command, guard.knowing(id, caller));
    },
    async deleteRun(id, caller) {
      await readRun('delete', id, caller);
      await client.deleteRun(id, guard.knowing(id, caller));
    },
    /** An artifact says of no run that it is of it, so only those that a run's tasks name can be had. */
    async getArtifact(id) {
      throw new PipelinesError(
        'not-found',
        `Artifact '${id}' is none of those that the tasks of this run made or took.`,
      );
    },
    async readArtifact(artifact, options, caller) {
      const { runId } = options;
      await readRun('readArtifact', runId, caller);
      const asking = guard.knowing(runId, caller);
      return client.readArtifact(artifact, options, asking);
    },
    async readArchivedLog(request, caller) {
      const { runId } = request;
      // The API asks nobody whether they may read logs; what Argo put away is an artifact of the run.
      await readRun('readArtifact', runId, caller);
      return client.readArchivedLog(request, guard.knowing(runId, caller));
    },
  };
}
