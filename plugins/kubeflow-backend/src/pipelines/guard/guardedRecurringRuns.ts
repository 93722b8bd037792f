import type {
  PipelinesCaller,
  PipelinesClient,
} from '@kubeflow-portal/plugin-kubeflow-node';
import type { Guard } from './Guard';

type Guarded = Pick<
  PipelinesClient,
  | 'listRecurringRuns'
  | 'getRecurringRun'
  | 'createRecurringRun'
  | 'commandRecurringRun'
  | 'deleteRecurringRun'
>;

/** Recurring runs, which access reviews call jobs. */
export function guardedRecurringRuns(
  client: PipelinesClient,
  guard: Guard,
): Guarded {
  async function read(verb: string, id: string, caller: PipelinesCaller) {
    const asking = await guard.first(verb, 'jobs', id, caller);
    const recurringRun = await client.getRecurringRun(id, asking);
    const namespace = await guard.record(verb, 'jobs', recurringRun, asking);
    return { ...recurringRun, namespace };
  }
  return {
    async listRecurringRuns(query, caller) {
      const namespace = await guard.list('jobs', query, caller);
      const page = await client.listRecurringRuns(query, caller);
      guard.learn(page.items, namespace);
      return page;
    },
    getRecurringRun: (id, caller) => read('get', id, caller),
    async createRecurringRun(request, caller) {
      const namespace = await guard.start('jobs', request, caller);
      const made = await client.createRecurringRun(request, caller);
      guard.learn([made], namespace);
      return made;
    },
    async commandRecurringRun(id, command, caller) {
      await read(command, id, caller);
      await client.commandRecurringRun(id, command, guard.knowing(id, caller));
    },
    async deleteRecurringRun(id, caller) {
      await read('delete', id, caller);
      await client.deleteRecurringRun(id, guard.knowing(id, caller));
    },
  };
}
