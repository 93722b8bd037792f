import type { KubernetesObject } from '../../kubernetesObject';
import {
  annotationOf,
  asCount,
  asNumber,
  asRecord,
  asRecords,
  asString,
  asTime,
  at,
  cleanText,
  createdAtOf,
  labelOf,
  namespaceOf,
  queueOf,
  readConditions,
} from '../../reading';
import { acceleratorOf } from '../../accelerators';
import { isTerminalState } from '../../state';
import type { StateVerdict } from '../../state';
import {
  counted,
  deleteVerb,
  emptyReading,
  fact,
  lastLine,
  patchVerb,
  podsByLabel,
  sentence,
  spanInWords,
  totalRead,
} from '../shared';
import type {
  FactReading,
  KindDefinition,
  Reading,
  ReplicaReading,
} from '../types';
import { acceleratorsOfNodes } from './argoAccelerators';
import { failedStepsInWords, pendingStepInWords } from './argoFailure';
import { readArgoNodes } from './argoNodes';
import type { ArgoNodes } from './argoNodes';

/** Reasons that `spec.suspend` gives, and nothing else does. */
const SUSPENDED = 'Suspended';
/** A fact that only runs of Kubeflow Pipelines have. */
const PIPELINE_RUN = 'pipelineRun';

const isActive = ({ state }: Reading) => !isTerminalState(state);

/**
 * An Argo workflow; every run of Kubeflow Pipelines is one. Source: argoproj/argo-workflows
 * pkg/apis/workflow/v1alpha1; for the labels and the way to terminate, kubeflow/pipelines backend/src/common/util.
 *
 * @public
 */
export const workflow: KindDefinition = {
  id: 'workflow',
  kind: 'Workflow',
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  plural: 'workflows',
  scope: 'Namespaced',
  family: 'workflows',
  role: 'workload',
  title: { one: 'Workflow', many: 'Workflows' },
  read: totalRead(readWorkflow),
  children: object =>
    podsByLabel({
      'workflows.argoproj.io/workflow': at(object, 'metadata', 'name'),
    }),
  verbs: [
    patchVerb(
      'suspend',
      ['spec', 'suspend'],
      true,
      reading => isActive(reading) && reading.reason !== SUSPENDED,
    ),
    // A step that waits for somebody is resumed in its node, which no patch of a field can do.
    patchVerb(
      'resume',
      ['spec', 'suspend'],
      null,
      ({ reason }) => reason === SUSPENDED,
    ),
    // Stop lets the exit handlers run, Terminate does not.
    patchVerb('stop', ['spec', 'shutdown'], 'Stop', isActive),
    patchVerb('terminate', ['spec', 'shutdown'], 'Terminate', isActive),
    {
      ...deleteVerb,
      // Pipelines keeps its runs in a database: deleted only here, they would stay there as running for ever.
      isAvailable: ({ facts }) =>
        !facts.some(({ key }) => key === PIPELINE_RUN),
    },
  ],
};

function readWorkflow(object: KubernetesObject): Reading {
  const { status } = object;
  const nodes = readArgoNodes(status);
  const steps = readProgress(status);
  const verdict = verdictOf(object, nodes, steps);
  const isOver = isTerminalState(verdict.state);
  return emptyReading({
    ...verdict,
    startedAt: asTime(at(status, 'startedAt')),
    finishedAt: isOver ? asTime(at(status, 'finishedAt')) : undefined,
    progress: steps && {
      percent:
        verdict.state === 'succeeded' ? 100 : (steps.done / steps.all) * 100,
    },
    replicas: countSteps(nodes, steps?.all),
    accelerators: isOver ? [] : acceleratorsOfNodes(object, nodes.pods),
    conditions: readConditions(status),
    facts: readFacts(object, steps),
    queue: queueOf(object),
  });
}

interface Steps {
  done: number;
  all: number;
}

/** Argo writes progress as `5/9` steps. */
function readProgress(status: unknown): Steps | undefined {
  const [, done, all] =
    /^(\d{1,9})\/(\d{1,9})$/.exec(asString(at(status, 'progress')) ?? '') ?? [];
  const steps = { done: Number(done), all: Number(all) };
  return steps.all > 0 && steps.done <= steps.all ? steps : undefined;
}

function verdictOf(
  object: KubernetesObject,
  nodes: ArgoNodes,
  steps: Steps | undefined,
): StateVerdict {
  const { status } = object;
  const phase = asString(at(status, 'phase'));
  const startedAt = asTime(at(status, 'startedAt')) ?? createdAtOf(object);
  const finishedAt = asTime(at(status, 'finishedAt'));
  const stop = stopOf(object.spec);
  switch (phase) {
    case 'Succeeded':
      return {
        state: 'succeeded',
        reason: phase,
        message: 'Finished successfully.',
        since: finishedAt,
      };
    case 'Failed':
    case 'Error':
      return stop
        ? {
            state: 'cancelled',
            reason: stop,
            message: 'Was stopped on purpose.',
            since: finishedAt,
          }
        : {
            state: 'failed',
            reason: phase,
            message: failureInWords(status, nodes),
            since: finishedAt,
          };
    case 'Running':
      return runningVerdict(object, nodes, steps, stop, startedAt);
    case 'Pending':
    case undefined:
      return waitingVerdict(object, startedAt);
    default:
      return {
        state: 'unknown',
        reason: cleanText(phase, 200),
        message: 'Argo gives it a phase that the portal does not know.',
        since: startedAt,
      };
  }
}

/** Somebody has asked to stop it: Argo does so by `shutdown`, Pipelines by a deadline of zero. */
function stopOf(spec: unknown): string | undefined {
  const shutdown = cleanText(at(spec, 'shutdown'), 100);
  return (
    shutdown ??
    (asNumber(at(spec, 'activeDeadlineSeconds')) === 0
      ? 'Terminate'
      : undefined)
  );
}

function failureInWords(status: unknown, nodes: ArgoNodes): string {
  const steps = failedStepsInWords(nodes.pods);
  if (steps) {
    return `Failed. ${steps}`;
  }
  const message = lastLine(at(status, 'message'));
  return message
    ? `Failed: ${sentence(message)}`
    : 'Failed. Its steps may tell why.';
}

function waitingVerdict(
  object: KubernetesObject,
  since: string | undefined,
): StateVerdict {
  const { spec, status } = object;
  if (at(spec, 'suspend') === true) {
    return suspendedVerdict(since);
  }
  const message = lastLine(at(status, 'message'));
  const waitsForLock = ['semaphore', 'mutex'].some(
    lock =>
      asRecords(at(status, 'synchronization', lock, 'waiting')).length > 0,
  );
  if (waitsForLock || /postponed|^Waiting for .+ lock/.test(message ?? '')) {
    return {
      state: 'queued',
      reason: waitsForLock ? 'WaitingForLock' : 'Postponed',
      message: /too many workflows/.test(message ?? '')
        ? 'Waits, because as many workflows are running as may.'
        : sentence(message ?? 'Waits for a lock that another workflow holds'),
      since,
    };
  }
  return {
    state: 'pending',
    reason: asString(at(status, 'phase')) ?? 'NotReconciled',
    message: message
      ? sentence(message)
      : 'Accepted; Argo has not begun with it yet.',
    since,
  };
}

function suspendedVerdict(since: string | undefined): StateVerdict {
  return {
    state: 'suspended',
    reason: SUSPENDED,
    message: 'Held on purpose; it can be resumed. Steps that run go on.',
    since,
  };
}

function runningVerdict(
  object: KubernetesObject,
  nodes: ArgoNodes,
  steps: Steps | undefined,
  stop: string | undefined,
  since: string | undefined,
): StateVerdict {
  if (stop) {
    return {
      state: 'running',
      reason: 'Stopping',
      message: 'Is being stopped.',
      since,
    };
  }
  if (at(object.spec, 'suspend') === true) {
    return suspendedVerdict(since);
  }
  const running = nodes.pods.filter(({ phase }) => phase === 'Running').length;
  const pending = nodes.pods.filter(({ phase }) => phase === 'Pending');
  const [waiting] = nodes.suspended;
  if (running === 0 && pending.length === 0 && waiting) {
    return {
      state: 'suspended',
      reason: 'SuspendStep',
      message: `Waits at step ${waiting.name} until somebody resumes it.`,
      since: asTime(waiting.raw.startedAt) ?? since,
    };
  }
  const [first] = pending;
  if (running === 0 && first && (steps?.done ?? 0) === 0) {
    return {
      state: 'starting',
      reason: 'PodPending',
      message: pendingStepInWords(first),
      since,
    };
  }
  const done = steps
    ? `${steps.done} of ${counted(steps.all, 'step')} finished`
    : undefined;
  const now =
    running === 0 && first
      ? pendingStepInWords(first)
      : `${counted(running, 'step')} running.`;
  return {
    state: 'running',
    reason: 'Running',
    message: nodes.isHidden
      ? sentence(done ?? 'Is running')
      : `${done ? `${sentence(done)} ` : ''}${now}`,
    since,
  };
}

function countSteps(
  { pods, isHidden }: ArgoNodes,
  all: number | undefined,
): ReplicaReading[] {
  if (isHidden || pods.length === 0) {
    return [];
  }
  const count = (...phases: string[]) =>
    pods.filter(({ phase }) => phases.includes(phase)).length;
  return [
    {
      name: 'steps',
      desired: all,
      active: count('Running'),
      succeeded: count('Succeeded'),
      failed: count('Failed', 'Error'),
    },
  ];
}

function readFacts(
  object: KubernetesObject,
  steps: Steps | undefined,
): FactReading[] {
  const { spec, status } = object;
  const schedule = labelOf(
    object,
    'scheduledworkflows.kubeflow.org/scheduledWorkflowName',
  );
  return [
    ...fact('runName', annotationOf(object, 'pipelines.kubeflow.org/run_name')),
    ...fact(PIPELINE_RUN, labelOf(object, 'pipeline/runid')),
    ...fact(
      'schedule',
      schedule,
      schedule
        ? {
            kind: 'scheduledworkflow',
            namespace: namespaceOf(object),
            name: schedule,
          }
        : undefined,
    ),
    ...fact(
      'cronWorkflow',
      labelOf(object, 'workflows.argoproj.io/cron-workflow'),
    ),
    ...fact('template', at(spec, 'workflowTemplateRef', 'name')),
    ...fact('entrypoint', at(spec, 'entrypoint')),
    ...(steps ? fact('steps', `${steps.done} of ${steps.all}`) : []),
    ...fact('priority', asNumber(at(spec, 'priority'))),
    ...acceleratorTime(status),
  ];
}

/** Argo adds up, in seconds, for how long its pods asked for each resource. */
function acceleratorTime(status: unknown): FactReading[] {
  const durations = asRecord(at(status, 'resourcesDuration')) ?? {};
  return Object.keys(durations)
    .slice(0, 20)
    .flatMap(resource => {
      const seconds = asCount(durations[resource]);
      return seconds && acceleratorOf(resource, 1)
        ? fact('acceleratorTime', `${resource}: ${spanInWords(seconds)}`)
        : [];
    });
}
