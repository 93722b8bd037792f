import type {
  PipelineNode,
  RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** What the pipeline says of a task goes before what the server calls it. */
export function taskTypeOf(
  node: PipelineNode | undefined,
  serverType?: unknown,
): RunTask['type'] {
  switch (node?.type) {
    case 'executor':
    case 'importer':
    case 'dag':
    case 'loop':
    case 'condition':
    case 'exit-handler':
      return node.type;
    case 'branches':
      return 'dag';
    default:
      return byServerType(serverType);
  }
}

/**
 * By `PipelineTask.TaskType` (kubeflow/pipelines backend/api/v2beta1/run.proto of servers with tasks of their own).
 * The branch of a condition is called either of two words by the version of the driver.
 */
function byServerType(type: unknown): RunTask['type'] {
  switch (type) {
    case 'ROOT':
      return 'root';
    case 'RUNTIME':
      return 'executor';
    case 'CONDITION':
    case 'CONDITION_BRANCH':
      return 'condition';
    case 'LOOP':
      return 'loop';
    case 'EXIT_HANDLER':
      return 'exit-handler';
    case 'IMPORTER':
      return 'importer';
    case 'DAG':
      return 'dag';
    default:
      return 'unknown';
  }
}
