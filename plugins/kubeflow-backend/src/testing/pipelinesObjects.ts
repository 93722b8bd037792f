import type { FakePipelinesApi } from './FakePipelinesApi';
import type { FakeResource } from './FakeApiServer';

export const workflows: FakeResource = {
  group: 'argoproj.io',
  version: 'v1alpha1',
  plural: 'workflows',
  kind: 'Workflow',
};

/** A pipeline of two tasks, the second of which takes what the first one makes. */
export const twoTasks = {
  schemaVersion: '2.1.0',
  sdkVersion: 'kfp-2.14.0',
  pipelineInfo: { name: 'flowers' },
  root: {
    dag: {
      tasks: {
        prepare: {
          taskInfo: { name: 'prepare' },
          componentRef: { name: 'comp-prepare' },
        },
        train: {
          taskInfo: { name: 'train' },
          componentRef: { name: 'comp-train' },
          dependentTasks: ['prepare'],
          inputs: {
            artifacts: {
              data: {
                taskOutputArtifact: {
                  producerTask: 'prepare',
                  outputArtifactKey: 'data',
                },
              },
            },
          },
        },
      },
    },
  },
  components: {
    'comp-prepare': {
      executorLabel: 'exec-prepare',
      outputDefinitions: {
        artifacts: {
          data: {
            artifactType: {
              schemaTitle: 'system.Dataset',
              schemaVersion: '0.0.1',
            },
          },
        },
      },
    },
    'comp-train': {
      executorLabel: 'exec-train',
      inputDefinitions: {
        artifacts: {
          data: {
            artifactType: {
              schemaTitle: 'system.Dataset',
              schemaVersion: '0.0.1',
            },
          },
        },
      },
    },
  },
  deploymentSpec: {
    executors: {
      'exec-prepare': { container: { image: 'python:3.12' } },
      'exec-train': { container: { image: 'python:3.12' } },
    },
  },
};

/** Ids of what {@link seedPipelines} makes. */
export const seeded = {
  pipeline: 'p-flowers',
  version: 'v-1',
  experiment: 'e-nightly',
  run: 'r-failed',
  recurringRun: 's-nightly',
  artifact: 'a-report',
};

/** A pipeline with a version, an experiment, a recurring run, and a run of it that failed in its second task. */
export function seedPipelines(api: FakePipelinesApi, namespace?: string): void {
  api.add('pipelines', {
    pipeline_id: seeded.pipeline,
    display_name: 'flowers',
    namespace,
  });
  api.addVersion(seeded.pipeline, {
    pipeline_version_id: seeded.version,
    display_name: 'first',
    pipeline_spec: twoTasks,
  });
  api.add('experiments', {
    experiment_id: seeded.experiment,
    display_name: 'nightly',
    namespace,
  });
  const source = {
    experiment_id: seeded.experiment,
    pipeline_version_reference: {
      pipeline_id: seeded.pipeline,
      pipeline_version_id: seeded.version,
    },
    namespace,
  };
  api.add('recurringruns', {
    recurring_run_id: seeded.recurringRun,
    display_name: 'every night',
    mode: 'ENABLE',
    status: 'ENABLED',
    trigger: { cron_schedule: { cron: '0 0 2 * * *' } },
    ...source,
  });
  api.add('runs', {
    run_id: seeded.run,
    display_name: 'flowers of friday',
    state: 'FAILED',
    finished_at: '2026-11-20T09:00:00Z',
    runtime_config: { parameters: { secret: 'hunter2' } },
    ...source,
  });
}

/** Tasks and an artifact of the run, for an API that has them. */
export function seedTasks(api: FakePipelinesApi): void {
  const task = (name: string, state: string, over = {}) => ({
    task_id: `t-${name}`,
    name,
    display_name: name,
    type: 'RUNTIME',
    parent_task_id: 't-root',
    scope_path: ['root', name],
    state,
    create_time: '2026-11-20T08:00:00Z',
    end_time: '2026-11-20T09:00:00Z',
    ...over,
  });
  api.add('artifacts', report);
  api.tasks = {
    [seeded.run]: [
      {
        task_id: 't-root',
        name: 'root',
        type: 'ROOT',
        state: 'FAILED',
        scope_path: ['root'],
      },
      task('prepare', 'SUCCEEDED', {
        pods: [{ name: 'flowers-prepare-1', type: 'EXECUTOR' }],
        outputs: {
          artifacts: [{ artifact_key: 'report', artifacts: [report] }],
        },
      }),
      task('train', 'FAILED'),
    ],
  };
}

const report = {
  artifact_id: seeded.artifact,
  name: 'report',
  type: 'HTML',
  uri: 's3://artifacts/flowers/report.html',
};
