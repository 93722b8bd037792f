/** A task of a {@link testPipeline}, and what the sandbox makes of it. */
export interface TestTask {
  /** As packages/sandbox/README.md lists them: `image-pull`, `exit:3`; absent: it succeeds. */
  life?: string;
  /** How long it works when nothing stops it. */
  seconds?: number;
  /** Tasks that it waits for. */
  after?: readonly string[];
}

/** A pipeline as the kfp SDK compiles it, of tasks that only write to their log. */
export function testPipeline(
  name: string,
  tasks: Readonly<Record<string, TestTask>>,
): Record<string, unknown> {
  const each = <TValue>(make: (task: string, of: TestTask) => TValue) =>
    Object.entries(tasks).map(([task, of]) => make(task, of));
  return {
    pipelineInfo: { name },
    schemaVersion: '2.1.0',
    sdkVersion: 'kfp-2.17.3',
    root: {
      dag: {
        tasks: Object.fromEntries(
          each((task, { after }) => [
            task,
            {
              taskInfo: { name: task },
              componentRef: { name: `comp-${task}` },
              cachingOptions: {},
              ...(after && { dependentTasks: after }),
            },
          ]),
        ),
      },
    },
    components: Object.fromEntries(
      each(task => [`comp-${task}`, { executorLabel: `exec-${task}` }]),
    ),
    deploymentSpec: {
      executors: Object.fromEntries(
        each((task, { life = 'ok', seconds = 1 }) => [
          `exec-${task}`,
          {
            container: {
              image: 'registry.example.com/browser/test:1',
              command: ['sh', '-c', `echo ${task}`],
              env: [
                { name: 'SANDBOX_LIFE', value: life },
                { name: 'SANDBOX_SECONDS', value: String(seconds) },
              ],
            },
          },
        ]),
      ),
    },
  };
}
