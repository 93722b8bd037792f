import type { ActionsContext } from './ActionsContext';
import { registerExplainFailedRun } from './explainFailedRun';
import { registerGetRun } from './getRun';
import { registerListRuns } from './listRuns';
import { registerRetryRun } from './retryRun';
import { registerRunPipeline } from './runPipeline';
import { registerTerminateRun } from './terminateRun';

/** What scaffolder templates and MCP clients can do with pipelines, once `backend.actions.pluginSources` has `kubeflow`. */
export function registerActions(actions: ActionsContext): void {
  registerListRuns(actions);
  registerGetRun(actions);
  registerExplainFailedRun(actions);
  registerRunPipeline(actions);
  registerRetryRun(actions);
  registerTerminateRun(actions);
}
