import { experiment } from './experiment';
import type { Family } from './Family';
import { inferenceService } from './inferenceService';
import { llmInferenceService } from './llmInferenceService';
import { notebook } from './notebook';
import { scheduledWorkflow } from './scheduledWorkflow';
import { seldonDeployment } from './seldonDeployment';
import { sparkApplication } from './sparkApplication';
import { workflow } from './workflow';
import { workspace } from './workspace';

/** Everything but training that the simulation brings to life. */
export const families: readonly Family[] = [
  inferenceService,
  llmInferenceService,
  experiment,
  notebook,
  workspace,
  workflow,
  scheduledWorkflow,
  sparkApplication,
  seldonDeployment,
];
