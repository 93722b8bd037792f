import type { KindDefinition } from '../types';
import { inferenceGraph } from './inferenceGraph';
import { inferenceService } from './inferenceService';
import { llmInferenceService } from './llmInferenceService';
import { llmInferenceServiceConfig } from './llmInferenceServiceConfig';
import { seldonDeployment } from './seldonDeployment';
import { seldonModel } from './seldonModel';
import { seldonPipeline } from './seldonPipeline';
import { seldonServer } from './seldonServer';
import { clusterServingRuntime, servingRuntime } from './servingRuntime';
import { trainedModel } from './trainedModel';

/** The serving family. @public */
export const servingKinds: readonly KindDefinition[] = [
  inferenceService,
  llmInferenceService,
  inferenceGraph,
  trainedModel,
  servingRuntime,
  clusterServingRuntime,
  llmInferenceServiceConfig,
  seldonDeployment,
  seldonModel,
  seldonPipeline,
  seldonServer,
];

export {
  clusterServingRuntime,
  inferenceGraph,
  inferenceService,
  llmInferenceService,
  llmInferenceServiceConfig,
  seldonDeployment,
  seldonModel,
  seldonPipeline,
  seldonServer,
  servingRuntime,
  trainedModel,
};
