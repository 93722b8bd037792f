import type { Pod } from '../api';
import type { KubernetesObject } from '../kubernetesObject';
import { sentence } from '../kinds/shared/words';
import {
  asRecords,
  at,
  cleanText,
  findCondition,
  isDeleting,
  readConditions,
  trueCondition,
} from '../reading';
import type { ConditionReading } from '../kinds/types';
import type { ContainerReading } from './readContainers';
import { unschedulableInWords } from './unschedulable';

/** Why a pod is not simply running: a machine word and a sentence. */
export interface PodReason {
  reason: string;
  message: string;
}

/**
 * Why a pod waits, fails or is in trouble; `undefined` when there is nothing to say. What was done to the pod counts
 * before what its containers did: a program that was preempted also ends with an error.
 */
export function reasonOfPod(
  pod: KubernetesObject,
  phase: Pod['phase'],
  containers: readonly ContainerReading[],
): PodReason | undefined {
  const conditions = readConditions(at(pod, 'status'));
  const deleting = isDeleting(pod);
  if (phase === 'Failed' || deleting) {
    const disrupted = disruption(trueCondition(conditions, 'DisruptionTarget'));
    if (disrupted) {
      return disrupted;
    }
  }
  if (deleting && phase !== 'Failed' && phase !== 'Succeeded') {
    return { reason: 'Terminating', message: 'Is being ended.' };
  }
  switch (phase) {
    case 'Failed':
      return (
        endedByCluster(pod) ??
        containerTrouble(containers) ?? {
          reason: cleanText(at(pod, 'status', 'reason'), 200) ?? 'Failed',
          message: sentence(
            cleanText(at(pod, 'status', 'message'), 500) ??
              'Failed, and no container tells why',
          ),
        }
      );
    case 'Pending':
      return (
        notScheduled(pod, conditions) ??
        containerTrouble(containers) ??
        initializing(containers) ??
        preparing(containers)
      );
    case 'Running':
      return containerTrouble(containers) ?? notReady(conditions, containers);
    case 'Succeeded':
      return undefined;
    default:
      return {
        reason: 'Unknown',
        message: 'Its node does not answer, so nobody knows how it is.',
      };
  }
}

/** Reasons of the condition DisruptionTarget (k8s.io/api/core/v1, and the controllers that set it). */
const disruptions: Readonly<Record<string, PodReason>> = {
  PreemptionByScheduler: {
    reason: 'Preempted',
    message: 'Was preempted: it had to make room for a pod of higher priority.',
  },
  DeletionByTaintManager: {
    reason: 'NodeTainted',
    message:
      'Had to leave its node, which was closed by a taint; often the node had failed.',
  },
  EvictionByEvictionAPI: {
    reason: 'Evicted',
    message:
      'Was evicted from its node, for example because the node is being drained.',
  },
  DeletionByPodGC: {
    reason: 'NodeLost',
    message: 'Its node is gone.',
  },
};

function disruption(
  condition: ConditionReading | undefined,
): PodReason | undefined {
  if (!condition) {
    return undefined;
  }
  const reason = condition.reason ?? 'DisruptionTarget';
  if (Object.hasOwn(disruptions, reason)) {
    return disruptions[reason];
  }
  // TerminationByKubelet: the message of the pod itself says more (low resources, shutdown).
  if (reason === 'TerminationByKubelet') {
    return undefined;
  }
  return {
    reason,
    message: sentence(condition.message ?? 'Was ended by the cluster'),
  };
}

/** Reasons that the kubelet gives to a pod that it ended or never let in. */
function endedByCluster(pod: KubernetesObject): PodReason | undefined {
  const reason = cleanText(at(pod, 'status', 'reason'), 200);
  const message = cleanText(at(pod, 'status', 'message'), 500);
  if (!reason) {
    return undefined;
  }
  if (reason === 'Evicted') {
    const low = /low on resource: ([\w./-]{1,100})/
      .exec(message ?? '')?.[1]
      ?.replace(/\.$/, '');
    return {
      reason,
      message: low
        ? `Was evicted: its node ran low on ${low}.`
        : `Was evicted from its node${message ? `: ${sentence(message)}` : '.'}`,
    };
  }
  if (reason === 'DeadlineExceeded') {
    return {
      reason,
      message: 'Took longer than its deadline and was stopped.',
    };
  }
  if (
    reason === 'NodeShutdown' ||
    reason === 'Terminated' ||
    reason === 'NodeLost'
  ) {
    return { reason, message: 'Its node was shut down.' };
  }
  if (reason.startsWith('OutOf')) {
    return {
      reason,
      message: `Its node had no free ${reason.slice('OutOf'.length)} left.`,
    };
  }
  if (reason === 'UnexpectedAdmissionError') {
    return {
      reason,
      message: `Its node could not give it what it needs${message ? `: ${sentence(message)}` : '.'}`,
    };
  }
  return undefined;
}

/** The container that explains the most: out of memory first, then the one that failed first. */
function containerTrouble(
  containers: readonly ContainerReading[],
): PodReason | undefined {
  const troubled = containers.filter(
    ({ isTrouble, container }) => isTrouble && container.type !== 'ephemeral',
  );
  const outOfMemory = troubled.find(({ container }) =>
    [container.reason, container.lastTermination?.reason].includes('OOMKilled'),
  );
  const [first] = [...troubled].sort((one, other) =>
    (one.container.finishedAt ?? '~').localeCompare(
      other.container.finishedAt ?? '~',
    ),
  );
  const worst = outOfMemory ?? first;
  if (!worst) {
    return undefined;
  }
  const { container, predicate } = worst;
  return {
    reason: container.reason ?? 'Error',
    message: about(worst, predicate ?? 'failed'),
  };
}

function about(
  { container, isSidecar }: ContainerReading,
  predicate: string,
): string {
  const what =
    container.type === 'init' && !isSidecar
      ? 'Its init container'
      : 'Its container';
  return sentence(`${what} ${container.name} ${predicate}`);
}

/** Gates by their owners' names (kubernetes-sigs/kueue pkg/controller/jobs/pod, and its topology-aware scheduling). */
const gates: Readonly<Record<string, string>> = {
  'kueue.x-k8s.io/admission': 'Waits until Kueue admits it.',
  'kueue.x-k8s.io/topology': 'Waits until Kueue has chosen a node for it.',
  'kueue.x-k8s.io/elastic-job': 'Waits until Kueue admits it.',
};

function notScheduled(
  pod: KubernetesObject,
  conditions: readonly ConditionReading[],
): PodReason | undefined {
  const [gate] = asRecords(at(pod, 'spec', 'schedulingGates'));
  if (gate) {
    const name = cleanText(gate.name, 200) ?? '';
    return {
      reason: 'SchedulingGated',
      message: Object.hasOwn(gates, name)
        ? (gates[name] ?? '')
        : `Waits until the gate ${name || 'without a name'} is opened.`,
    };
  }
  const scheduled = findCondition(conditions, 'PodScheduled');
  if (scheduled?.status === 'True' || at(pod, 'spec', 'nodeName')) {
    return undefined;
  }
  if (!scheduled) {
    return { reason: 'NotScheduled', message: 'Waits for the scheduler.' };
  }
  return {
    reason: scheduled.reason ?? 'Unschedulable',
    message: unschedulableInWords(scheduled.message),
  };
}

function initializing(
  containers: readonly ContainerReading[],
): PodReason | undefined {
  const init = containers.filter(
    ({ container, isSidecar }) => container.type === 'init' && !isSidecar,
  );
  const index = init.findIndex(
    ({ container }) => container.state === 'running',
  );
  const current = init[index];
  return (
    current && {
      reason: 'PodInitializing',
      message: about(current, `is running (${index + 1} of ${init.length})`),
    }
  );
}

function preparing(containers: readonly ContainerReading[]): PodReason {
  const waiting = containers.find(
    ({ container }) => container.state === 'waiting',
  );
  return waiting?.predicate
    ? {
        reason: waiting.container.reason ?? 'ContainerCreating',
        message: about(waiting, waiting.predicate),
      }
    : {
        reason: 'ContainerCreating',
        message: 'Is being prepared on its node.',
      };
}

function notReady(
  conditions: readonly ConditionReading[],
  containers: readonly ContainerReading[],
): PodReason | undefined {
  const restarted = containers.find(
    ({ container, predicate }) =>
      container.type === 'main' && predicate !== undefined,
  );
  if (restarted) {
    return {
      reason: restarted.container.lastTermination?.reason ?? 'Restarted',
      message: about(restarted, restarted.predicate ?? 'runs'),
    };
  }
  const ready = findCondition(conditions, 'Ready');
  return ready?.status === 'False'
    ? {
        reason: ready.reason ?? 'NotReady',
        message: 'Runs, but is not ready yet.',
      }
    : undefined;
}
