/** A pipeline of two tasks, one after the other, as the SDK compiles it. */
export function aPipeline(name = 'two-steps'): Record<string, unknown> {
  return {
    pipelineInfo: { name },
    schemaVersion: '2.1.0',
    sdkVersion: 'kfp-2.17.3',
    root: {
      inputDefinitions: {
        parameters: {
          rows: { parameterType: 'NUMBER_INTEGER', defaultValue: 10 },
          label: { parameterType: 'STRING' },
          depth: {
            parameterType: 'NUMBER_INTEGER',
            isOptional: true,
            literals: [18, 50],
          },
        },
      },
      dag: {
        tasks: {
          load: {
            taskInfo: { name: 'load' },
            componentRef: { name: 'comp-load' },
            cachingOptions: { enableCache: true },
            inputs: {
              parameters: { rows: { componentInputParameter: 'rows' } },
            },
          },
          train: {
            taskInfo: { name: 'train' },
            componentRef: { name: 'comp-train' },
            cachingOptions: {},
            dependentTasks: ['load'],
            inputs: {
              parameters: {
                rows: {
                  taskOutputParameter: {
                    producerTask: 'load',
                    outputParameterKey: 'Output',
                  },
                },
              },
            },
          },
        },
      },
    },
    components: {
      'comp-load': {
        executorLabel: 'exec-load',
        inputDefinitions: {
          parameters: { rows: { parameterType: 'NUMBER_INTEGER' } },
        },
        outputDefinitions: {
          parameters: { Output: { parameterType: 'NUMBER_INTEGER' } },
        },
      },
      'comp-train': {
        executorLabel: 'exec-train',
        inputDefinitions: {
          parameters: { rows: { parameterType: 'NUMBER_INTEGER' } },
        },
        outputDefinitions: {
          artifacts: {
            model: {
              artifactType: {
                schemaTitle: 'system.Model',
                schemaVersion: '0.0.1',
              },
            },
          },
        },
      },
    },
    deploymentSpec: {
      executors: {
        'exec-load': {
          container: { image: 'python:3.11', command: ['python', 'load.py'] },
        },
        'exec-train': {
          container: { image: 'python:3.11', command: ['python', 'train.py'] },
        },
      },
    },
  };
}
