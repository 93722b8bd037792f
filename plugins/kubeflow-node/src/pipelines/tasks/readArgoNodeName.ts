import type { PipelineGraph } from '@kubeflow-portal/plugin-kubeflow-common';

/** Where a node of a run's workflow, and with it a pod, belongs. @public */
export interface PipelinePodPlace {
  /** `PipelineNode.id`, and `RunTask.path`; '' for the run as a whole. */
  path: string;
  /** As `RunTask.iterations`. */
  iterations: number[];
  /** `driver`: the engine's own, which decides what to run. */
  use: 'executor' | 'driver';
  /** From 0 on, where the task is tried again. */
  attempt?: number;
}

/**
 * Reads the full name of a node of an Argo Workflow, which pods carry as the annotation
 * `workflows.argoproj.io/node-name`, as a place in the pipeline that the workflow was made of.
 *
 * @param graph - of the pipeline: tells a task whose name ends in `-driver` from the driver of another
 * @returns `undefined` for a name that is not of a workflow of Kubeflow Pipelines v2
 * @public
 */
export function readArgoNodeName(
  nodeName: string,
  graph?: PipelineGraph,
): PipelinePodPlace | undefined {
  const steps = nodeName.split('.');
  const root = steps.findIndex(
    (step, index) => index > 0 && (step === 'root' || step === 'root-driver'),
  );
  if (root < 0) {
    return undefined;
  }
  if (steps[root] === 'root-driver') {
    return { path: '', iterations: [], use: 'driver' };
  }
  const isTask = (path: string) =>
    graph?.nodes.some(node => node.id === path) ?? false;
  const path: string[] = [];
  const iterations: number[] = [];
  let use: PipelinePodPlace['use'] = 'executor';
  let attempt: number | undefined;
  for (const step of steps.slice(root + 1)) {
    const iteration = /^iteration-iterations\((\d+):/.exec(step)?.[1];
    const tried = /^executor\((\d+)\)$/.exec(step)?.[1];
    if (iteration !== undefined) {
      iterations.push(Number(iteration));
    } else if (tried !== undefined) {
      attempt = Number(tried);
    } else if (step === 'onExit') {
      // What runs then is a task beside the one whose end it waits for.
      path.pop();
    } else if (/^iteration(-item)?-driver$/.test(step)) {
      use = 'driver';
    } else if (
      !['iteration-iterations', 'iteration-item', 'executor'].includes(step)
    ) {
      path.push(step);
    }
  }
  const whole = path.join('/');
  const ofDriver = /^(.+)-driver$/.exec(whole)?.[1];
  return ofDriver !== undefined && !isTask(whole)
    ? { path: ofDriver, iterations, use: 'driver' }
    : { path: whole, iterations, use, attempt };
}
