import type {
  PipelinesCaller,
  PipelinesClient,
} from '@kubeflow-portal/plugin-kubeflow-node';
import type { Guard } from './Guard';

type Guarded = Pick<
  PipelinesClient,
  | 'listExperiments'
  | 'getExperiment'
  | 'getExperiments'
  | 'createExperiment'
  | 'commandExperiment'
  | 'deleteExperiment'
>;

/** Experiments. */
export function guardedExperiments(
  client: PipelinesClient,
  guard: Guard,
): Guarded {
  async function read(verb: string, id: string, caller: PipelinesCaller) {
    const asking = await guard.first(verb, 'experiments', id, caller);
    const experiment = await client.getExperiment(id, asking);
    await guard.check(verb, 'experiments', experiment.namespace);
    guard.learn([experiment], experiment.namespace);
    return experiment;
  }
  return {
    async listExperiments(query, caller) {
      const namespace = await guard.list('experiments', query, caller);
      const page = await client.listExperiments(query, caller);
      guard.learn(page.items, namespace);
      return page;
    },
    getExperiment: (id, caller) => read('get', id, caller),
    async getExperiments(ids, caller, namespace) {
      return guard.visible(
        'experiments',
        await client.getExperiments(ids, caller, namespace),
        // One without belongs to nobody who could be asked.
        { withoutNamespace: false },
      );
    },
    async createExperiment(request, caller) {
      await guard.check('create', 'experiments', request.namespace);
      return client.createExperiment(request, caller);
    },
    async commandExperiment(id, command, caller) {
      await read(command === 'restore' ? 'unarchive' : 'archive', id, caller);
      await client.commandExperiment(id, command, guard.knowing(id, caller));
    },
    async deleteExperiment(id, caller) {
      await read('delete', id, caller);
      await client.deleteExperiment(id, guard.knowing(id, caller));
    },
  };
}
