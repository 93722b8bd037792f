import type { ApiObject } from '../../cluster/types';
import type { Json } from '../kernel';
import { at, count, record, records, text, texts } from '../kernel';
import type { Container, PodTemplate } from '../objects';
import { podTemplate } from '../objects';
import { resources } from '../resources';
import type { World } from '../World';
import type { PodSet } from './TrainingKind';
import { PlanError } from './TrainingKind';

const ANCESTOR = 'trainer.kubeflow.org/trainjob-ancestor-step';

/** What Trainer makes of a TrainJob and its runtime. */
export interface RuntimePlan {
  /** `spec` of the JobSet, without `suspend`. */
  jobSet: Json;
  sets: PodSet[];
  runtime: ApiObject;
  framework: string | undefined;
  /** How often the JobSet may start anew. */
  maxRestarts: number;
}

/**
 * Trainer's way from a TrainJob to a JobSet, as far as people see its results: the runtime's template, with the
 * TrainJob's image, command, node count, resources and patches put in.
 *
 * @throws PlanError with the words that Trainer v2.3 puts into its event.
 */
export function planFromRuntime(
  world: World,
  trainJob: ApiObject,
): RuntimePlan {
  const runtime = findRuntime(world, trainJob);
  const template = record(at(runtime.spec, 'template', 'spec'));
  const policy = record(at(runtime.spec, 'mlPolicy'));
  const trainer = record(at(trainJob.spec, 'trainer'));
  const nodes = Math.max(
    1,
    count(trainer.numNodes) ?? count(policy.numNodes) ?? 1,
  );
  const mpi = policy.mpi !== undefined;
  const launcherIsNode = at(policy.mpi, 'runLauncherAsNode') === true;
  const replicatedJobs = records(template.replicatedJobs);
  const sets = replicatedJobs.flatMap(
    replicatedJob =>
      readReplicatedJob(trainJob, replicatedJob, {
        nodes,
        mpi,
        launcherIsNode,
        trainer,
      }) ?? [],
  );
  if (sets.length === 0) {
    throw new PlanError(
      'TrainJob resources reconciliation failed: runtime template has no replicatedJobs with containers',
    );
  }
  return {
    runtime,
    framework: runtime.metadata.labels?.['trainer.kubeflow.org/framework'],
    maxRestarts: count(at(template, 'failurePolicy', 'maxRestarts')) ?? 0,
    sets,
    jobSet: {
      network: { enableDNSHostnames: true, publishNotReadyAddresses: true },
      successPolicy: { operator: 'All' },
      startupPolicy: { startupPolicyOrder: 'AnyOrder' },
      ...template,
      replicatedJobs: sets.map(set => {
        const original =
          replicatedJobs.find(({ name }) => name === set.name) ?? {};
        return {
          ...original,
          replicas: 1,
          groupName: 'default',
          template: {
            metadata: record(at(original, 'template', 'metadata')),
            spec: {
              ...record(at(original, 'template', 'spec')),
              parallelism: set.count,
              completions: set.count,
              completionMode: 'Indexed',
              template: {
                metadata: set.template.metadata,
                spec: {
                  ...set.template.spec,
                  restartPolicy: set.restartPolicy,
                },
              },
            },
          },
        };
      }),
    },
  };
}

function findRuntime(world: World, trainJob: ApiObject): ApiObject {
  const reference = record(at(trainJob.spec, 'runtimeRef'));
  const name = text(reference.name) ?? '';
  const isNamespaced = reference.kind === 'TrainingRuntime';
  const resource = isNamespaced
    ? resources.trainingRuntimes
    : resources.clusterTrainingRuntimes;
  const runtime = world.cluster.get({
    ...resource,
    name,
    ...(isNamespaced ? { namespace: trainJob.metadata.namespace } : {}),
  });
  if (!runtime) {
    const notFound = isNamespaced
      ? 'TrainingRuntime specified in TrainJob is not found'
      : 'not found ClusterTrainingRuntime specified in TrainJob';
    throw new PlanError(
      `TrainJob resources reconciliation failed: ${notFound}: ${resource.plural}.${resource.group} "${name}" not found`,
    );
  }
  return runtime;
}

function readReplicatedJob(
  trainJob: ApiObject,
  replicatedJob: Json,
  options: {
    nodes: number;
    mpi: boolean;
    launcherIsNode: boolean;
    trainer: Json;
  },
): PodSet | undefined {
  const name = text(replicatedJob.name);
  const job = at(replicatedJob, 'template', 'spec');
  const template = podTemplate(at(job, 'template'));
  if (!name || !template) {
    return undefined;
  }
  const step = text(
    at(replicatedJob, 'template', 'metadata', 'labels', ANCESTOR),
  );
  const isTrainer = step === 'trainer';
  const isMpiWorker = options.mpi && !isTrainer && name === 'node';
  const prepares =
    step === 'dataset-initializer' || step === 'model-initializer';
  const patched = applyPatches(trainJob, name, template);
  return {
    name,
    count: podCount({ ...options, isTrainer, isMpiWorker }),
    template:
      isTrainer || isMpiWorker
        ? applyTrainer(patched, options.trainer, isTrainer)
        : patched,
    restartPolicy: text(template.spec.restartPolicy) ?? 'OnFailure',
    backoffLimit: count(at(job, 'backoffLimit')) ?? 6,
    role: prepares ? 'prepare' : isTrainer ? 'train' : 'serve',
  };
}

function podCount(options: {
  nodes: number;
  mpi: boolean;
  launcherIsNode: boolean;
  isTrainer: boolean;
  isMpiWorker: boolean;
}): number {
  if (options.isMpiWorker) {
    return options.launcherIsNode
      ? Math.max(1, options.nodes - 1)
      : options.nodes;
  }
  return options.isTrainer && !options.mpi ? options.nodes : 1;
}

function applyTrainer(
  template: PodTemplate,
  trainer: Json,
  withCommand: boolean,
): PodTemplate {
  const [main, ...others] = template.spec.containers;
  const resourcesPerNode = record(trainer.resourcesPerNode);
  const container: Container = {
    ...main,
    ...(text(trainer.image)
      ? { image: text(trainer.image) ?? main.image }
      : {}),
    ...(withCommand && texts(trainer.command).length > 0
      ? { command: trainer.command }
      : {}),
    ...(withCommand && texts(trainer.args).length > 0
      ? { args: trainer.args }
      : {}),
    ...(Object.keys(resourcesPerNode).length > 0
      ? { resources: resourcesPerNode }
      : {}),
    ...(records(trainer.env).length > 0
      ? { env: [...records(main.env), ...records(trainer.env)] }
      : {}),
  };
  return {
    ...template,
    spec: { ...template.spec, containers: [container, ...others] },
  };
}

/** Node selectors and labels from `runtimePatches`; Kueue puts its flavour's selector there too. */
function applyPatches(
  trainJob: ApiObject,
  replicatedJob: string,
  template: PodTemplate,
): PodTemplate {
  let patched = template;
  for (const patch of records(at(trainJob.spec, 'runtimePatches'))) {
    for (const target of records(
      at(patch, 'trainingRuntimeSpec', 'template', 'spec', 'replicatedJobs'),
    )) {
      if (target.name !== replicatedJob) {
        continue;
      }
      const spec = record(at(target, 'template', 'spec', 'template', 'spec'));
      patched = {
        ...patched,
        spec: {
          ...patched.spec,
          ...(spec.nodeSelector
            ? {
                nodeSelector: {
                  ...record(patched.spec.nodeSelector),
                  ...record(spec.nodeSelector),
                },
              }
            : {}),
          ...(spec.tolerations ? { tolerations: spec.tolerations } : {}),
          ...(spec.volumes ? { volumes: spec.volumes } : {}),
        },
      };
    }
  }
  return patched;
}
