/** A small generator of numbers that look random and are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * A pipeline specification of so many tasks, in layers of twenty: each task takes the output of one or two of the
 * layer before, as pipelines do that a program has written.
 */
export function bigPipeline(tasks: number): Record<string, unknown> {
  const WIDTH = 20;
  const random = numbers(7);
  const all: Record<string, unknown> = {};
  for (let number = 0; number < tasks; number += 1) {
    const layer = Math.floor(number / WIDTH);
    const before =
      layer === 0
        ? []
        : Array.from(
            { length: 1 + Math.floor(random() * 2) },
            () => (layer - 1) * WIDTH + Math.floor(random() * WIDTH),
          );
    const producers = [...new Set(before)].map(each => `task-${each}`);
    all[`task-${number}`] = {
      componentRef: { name: producers.length > 1 ? 'comp-two' : 'comp-one' },
      taskInfo: { name: `task-${number}` },
      ...(producers.length > 0 && {
        dependentTasks: producers,
        inputs: {
          parameters: Object.fromEntries(
            producers.map((producer, index) => [
              index === 0 ? 'first' : 'second',
              {
                taskOutputParameter: {
                  producerTask: producer,
                  outputParameterKey: 'Output',
                },
              },
            ]),
          ),
        },
      }),
    };
  }
  const input = { parameterType: 'STRING', isOptional: true };
  const outputDefinitions = {
    parameters: { Output: { parameterType: 'STRING' } },
  };
  return {
    pipelineInfo: { name: `big-${tasks}` },
    schemaVersion: '2.1.0',
    sdkVersion: 'kfp-2.15.0',
    root: { dag: { tasks: all } },
    components: {
      'comp-one': {
        executorLabel: 'exec',
        inputDefinitions: { parameters: { first: input } },
        outputDefinitions,
      },
      'comp-two': {
        executorLabel: 'exec',
        inputDefinitions: { parameters: { first: input, second: input } },
        outputDefinitions,
      },
    },
    deploymentSpec: {
      executors: {
        exec: { container: { image: 'python:3.12', command: ['true'] } },
      },
    },
  };
}
