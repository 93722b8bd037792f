import type { ConditionReading } from '../types';
import type { StateVerdict } from '../../state';
import { sentence, spanInWords } from '../shared';

/** What a job says about its limits, for the sentence. */
export interface FailureContext {
  deadlineSeconds?: number;
  backoffLimit?: number;
  runtime?: string;
}

type Rule = readonly [
  when: (reason: string, message: string) => boolean,
  reason: string | undefined,
  words: (message: string, context: FailureContext) => string,
];

function match(message: string, pattern: RegExp): string | undefined {
  return pattern.exec(message)?.[1];
}

/** JobSet appends `(first failed job: NAME)` to the messages of a failure. */
function failedJob(message: string): string {
  const name = match(message, /\(first failed job: ([^)\s]{1,253})\)/);
  return name ? `its job ${name} failed` : 'one of its jobs failed';
}

/**
 * The failures that the controllers of the training family write, and what they mean. The first that fits counts.
 * Sources: kubeflow/trainer pkg/controller and pkg/constants, kubernetes-sigs/jobset pkg/constants,
 * kubeflow/training-operator pkg/controller.v1/common, kubeflow/mpi-operator pkg/controller.
 */
const rules: readonly Rule[] = [
  [
    (reason, message) =>
      reason === 'DeadlineExceeded' ||
      /active longer than specified deadline/.test(message),
    'DeadlineExceeded',
    (_, { deadlineSeconds }) =>
      `Stopped: took longer than its deadline${
        deadlineSeconds === undefined
          ? ''
          : ` of ${spanInWords(deadlineSeconds)}`
      }.`,
  ],
  [
    (reason, message) =>
      /^BackoffLimitExceeded/.test(reason) ||
      /reached the specified backoff limit/.test(message),
    'BackoffLimitExceeded',
    (message, { backoffLimit }) => {
      const last = match(message, /backoff limit: (.+)$/s);
      return `Failed: its pods failed more often than its back-off limit${
        backoffLimit === undefined ? '' : ` of ${backoffLimit}`
      } allows${last ? `. The last one: ${sentence(last)}` : '.'}`;
    },
  ],
  [
    reason => reason === 'TrainingRuntimeNotSupported',
    undefined,
    (message, { runtime }) => {
      const kind = match(message, /unsupported runtime: (\S{1,300})/);
      return `Failed: ${runtime ? `the runtime ${runtime}` : 'its runtime'} cannot be used, because the Trainer of this cluster does not know ${
        kind ? `runtimes of kind ${kind}` : 'runtimes of its kind'
      }.`;
    },
  ],
  [
    reason => reason === 'ReachedMaxRestarts',
    undefined,
    message =>
      `Failed: it was restarted as often as it may be, and ${failedJob(message)} again.`,
  ],
  [
    reason => reason === 'FailJobSetFailurePolicyAction',
    undefined,
    message =>
      `Failed: ${failedJob(message)}, and its failure policy does not try again.`,
  ],
  [
    reason => reason === 'FailedJobs',
    undefined,
    message => `Failed: ${failedJob(message)}.`,
  ],
  [
    (_, message) => /\d+\/\d+ workers are evicted/.test(message),
    undefined,
    message => {
      const [, some, all] =
        /(\d+)\/(\d+) workers are evicted/.exec(message) ?? [];
      return `Failed: ${some} of ${all} workers were evicted from their nodes.`;
    },
  ],
  [
    (_, message) =>
      /is failing because "?[\w-]+"? replica\(s\) failed/.test(message),
    undefined,
    message =>
      `Failed: a ${match(message, /because "?([\w-]+)"? replica/)} pod ended with an exit code that is not tried again.`,
  ],
  [
    (_, message) =>
      /is failed because \d+ [\w-]+ replica\(s\) failed/.test(message),
    undefined,
    message => {
      const [, count, role] =
        /because (\d+) ([\w-]+) replica/.exec(message) ?? [];
      return `Failed: ${count} ${role} ${count === '1' ? 'pod' : 'pods'} failed.`;
    },
  ],
];

/** What a condition that says "failed" means. */
export function failureVerdict(
  condition: ConditionReading | undefined,
  context: FailureContext,
): StateVerdict | undefined {
  if (!condition) {
    return undefined;
  }
  const apiReason = condition.reason ?? '';
  const message = condition.message ?? '';
  for (const [when, reason, words] of rules) {
    if (when(apiReason, message)) {
      return {
        state: 'failed',
        reason: reason ?? condition.reason,
        message: words(message, context),
        since: condition.lastTransitionTime,
      };
    }
  }
  return {
    state: 'failed',
    reason: condition.reason ?? 'Failed',
    message: message
      ? `Failed: ${sentence(message)}`
      : 'Failed. Its pods and events may tell why.',
    since: condition.lastTransitionTime,
  };
}

/** What a condition that says "restarting" means. */
export function restartVerdict(
  condition: ConditionReading | undefined,
): StateVerdict | undefined {
  if (!condition) {
    return undefined;
  }
  const message = condition.message ?? '';
  const [, count, role] =
    /because (?:(\d+) )?"?([\w-]+)"? replica\(s\) failed/.exec(message) ?? [];
  const job = match(message, /\(first failed job: ([^)\s]{1,253})\)/);
  let words = message
    ? sentence(message)
    : 'It failed and is being tried again.';
  if (role) {
    words = `${count ?? 'A'} ${role} ${count && count !== '1' ? 'pods' : 'pod'} failed; it is being tried again.`;
  } else if (job) {
    words = `Its job ${job} failed; all its pods are being started again.`;
  }
  return {
    state: 'restarting',
    reason: condition.reason ?? 'Restarting',
    message: words,
    since: condition.lastTransitionTime,
  };
}
