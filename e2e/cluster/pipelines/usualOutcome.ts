import type { PodOutcome, WorkflowPod } from './workflowPods';

/** How many times a loop over what a task gave goes round: nobody ran the task. */
const unknownIterations = 2;

/**
 * What becomes of a pod when all is as the pipelines of `pipelines/` mean it:
 *
 * - the first branch of a condition is taken, unless the run has an input `skip` that is true;
 * - a loop over stated values goes round once for each;
 * - a task whose input `fail` is the run's, and is true there, ends with 1;
 * - a task with an input `odds` ends with 3 the first time, and is well the second;
 * - everything else succeeds.
 */
export function usualOutcome(pod: WorkflowPod): PodOutcome {
  if (!pod.args.includes('--type')) {
    return executor(pod);
  }
  const task = JSON.parse(argument(pod, '--task') || '{}');
  return argument(pod, '--type') === 'CONTAINER'
    ? containerDriver(pod, task)
    : dagDriver(pod, task);
}

/** The parts of a PipelineTaskSpec that matter here. */
interface Task {
  inputs?: {
    parameters?: Record<string, { componentInputParameter?: string }>;
  };
  parameterIterator?: { items?: { raw?: string } };
  triggerPolicy?: { condition?: string };
}

function argument(pod: WorkflowPod, name: string): string | undefined {
  const at = pod.args.indexOf(name);
  return at < 0 ? undefined : pod.args[at + 1];
}

let lastExecution = 0;

function dagDriver(pod: WorkflowPod, task: Task): PodOutcome {
  const raw = task.parameterIterator?.items?.raw;
  const iterates = Boolean(task.parameterIterator);
  return {
    outputs: {
      'execution-id': String(++lastExecution),
      'iteration-count': String(
        raw ? JSON.parse(raw).length : iterates ? unknownIterations : 0,
      ),
      condition: String(isTrue(pod, task)),
    },
  };
}

/** Of several branches only the first has a condition that denies nothing. */
function isTrue(pod: WorkflowPod, task: Task): boolean {
  const condition = task.triggerPolicy?.condition ?? '';
  return !condition || (!condition.includes('!(') && pod.inputs.skip !== true);
}

function containerDriver(pod: WorkflowPod, task: Task): PodOutcome {
  const { image } = JSON.parse(argument(pod, '--container') || '{}');
  const inputs = Object.entries(task.inputs?.parameters ?? {});
  const given = inputs.map(
    ([name, { componentInputParameter: from = '' }]) => ({
      name,
      value: pod.inputs[from.replace(/^pipelinechannel--/, '')],
    }),
  );
  const fails = given.some(({ name, value }) => name === 'fail' && value);
  const flaky = given.some(({ name, value }) => name === 'odds' && value);
  // The real driver tells the executor what to run in the same way.
  const env = [
    { name: 'EXIT_CODE', value: fails ? '1' : flaky ? '3' : '0' },
    { name: 'FAILING_ATTEMPTS', value: fails ? '1000' : flaky ? '1' : '0' },
  ];
  return {
    outputs: {
      'pod-spec-patch': JSON.stringify({
        containers: [{ name: 'main', image, env }],
      }),
      'cached-decision': 'false',
      condition: String(isTrue(pod, task)),
    },
  };
}

function executor(pod: WorkflowPod): PodOutcome {
  const attempt = Number(/\((\d+)\)$/.exec(pod.nodeName)?.[1] ?? 0);
  const failing = attempt < Number(pod.env.FAILING_ATTEMPTS ?? 0);
  return { exitCode: failing ? Number(pod.env.EXIT_CODE) : 0 };
}
