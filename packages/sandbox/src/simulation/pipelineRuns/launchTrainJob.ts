import type { ApiObject } from '../../cluster/types';
import type { ExecutionRow } from '../../pipelines/store';
import { trainJobObject } from '../../seed/jobs';
import { teams, type Team } from '../../seed/teams';
import type { Subject } from '../families/Family';
import { records, at, type Script } from '../kernel';
import { resources } from '../resources';
import type { PipelineWorld } from './pipelinePlanner';
import { programInputs } from './finishExecution';
import type { PythonProgram } from './pythonProgram';

/** How often the program looks after its job, in seconds. */
const LOOK = 10;

export interface Launched {
  /** What the program says of it at first. */
  started: string[];
  wait(): Script;
  /** What it says at the end. */
  lines(): string[];
  isFailed(): boolean;
}

/** The runtime that a program trains with, when it starts a TrainJob. */
export function trainJobLaunch({ source }: PythonProgram): string | undefined {
  return /TrainerClient\(/.test(source)
    ? (/get_runtime\(['"]([\w-]+)['"]\)/.exec(source)?.[1] ??
        'torch-distributed-gpu')
    : undefined;
}

/** A program starts a TrainJob, marked as one of this run, and waits for it. */
export function launchTrainJob(
  pipelines: PipelineWorld,
  subject: Subject,
  row: ExecutionRow,
  program: PythonProgram,
): Launched {
  const { world, random, namespace } = subject;
  const known = teams.find(team => team.namespace === namespace);
  const team: Team = known ?? {
    namespace,
    user: 'pipeline-runner',
    queue: '',
    clusterQueue: '',
    flavor: '',
    gpus: 0,
  };
  const inputs = programInputs(row);
  const nodes = Math.min(4, Math.max(1, Number(inputs.nodes ?? 1) || 1));
  const name = `${row.taskName.slice(0, 40)}-${random.suffix()}`;
  const job: ApiObject = trainJobObject({
    name,
    team,
    image: 'ghcr.io/acme/llm-finetune:2.7',
    command: ['torchrun', 'finetune.py'],
    nodes,
    gpus: 1,
    queued: known !== undefined,
    runtime: { name: trainJobLaunch(program) ?? 'torch-distributed-gpu' },
    labels: {
      'pipeline/runid': row.runId,
      'kubeflow.org/pipeline-task': row.taskName,
    },
  });
  pipelines.startTrainJob(job, random.between(120, 300));
  const id = { ...resources.trainJobs, namespace, name };
  const found = () =>
    world.serves(resources.trainJobs) ? world.cluster.get(id) : undefined;
  const state = () => {
    const conditions = records(at(found()?.status, 'conditions'));
    const holds = (type: string) =>
      conditions.some(one => one.type === type && one.status === 'True');
    return holds('Complete')
      ? 'Complete'
      : holds('Failed')
        ? 'Failed'
        : undefined;
  };
  return {
    started: [
      `TrainJob ${name} created in namespace ${namespace} with ${nodes} node(s)`,
      `waiting for TrainJob ${name}`,
    ],
    *wait() {
      // One that somebody deletes is never over.
      while (state() === undefined && found()) {
        yield LOOK;
      }
    },
    lines: () => [`TrainJob ${name}: ${state() ?? 'deleted'}`],
    isFailed: () => state() !== 'Complete',
  };
}
