import { experiment } from './experiment';
import type { Family } from './Family';
import { inferenceService } from './inferenceService';
import { llmInferenceService } from './llmInferenceService';
import { notebook } from './notebook';
import type { PipelineRuntime } from '../pipelineRuns/PipelineRuntime';
import { scheduledWorkflowFamily } from './scheduledWorkflow';
import { seldonDeployment } from './seldonDeployment';
import { sparkApplication } from './sparkApplication';
import { workflowFamily } from './workflow';
import { workspace } from './workspace';

/** What the simulation brings to life, other than training and pipelines. */
export const families: readonly Family[] = [
  inferenceService,
  llmInferenceService,
  experiment,
  notebook,
  workspace,
  sparkApplication,
  seldonDeployment,
];

/** Runs of pipelines, and what starts them again and again. */
export function pipelineFamilies(runtime: PipelineRuntime): Family[] {
  return [workflowFamily(runtime), scheduledWorkflowFamily(runtime)];
}
