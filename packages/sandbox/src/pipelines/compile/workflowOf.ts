import type { ApiObject } from '../../cluster/types';
import type { JsonObject } from '../../json';
import { at, record } from '../../simulation/kernel/json';
import { resolvedInputs, type Template } from '../spec';
import { WorkflowCompiler } from './WorkflowCompiler';

/** What the Workflow of a run is made of. */
export interface WorkflowOrder {
  template: Template;
  runId: string;
  displayName: string;
  namespace: string;
  serviceAccount: string;
  parameters: Record<string, unknown>;
  pipelineRoot: string;
}

/** `ttlStrategy` and deadline, as the pipeline's settings ask for them. */
function lifetime(config: JsonObject): JsonObject {
  const positive = (value: unknown) =>
    typeof value === 'number' && value > 0 ? value : undefined;
  const after = {
    secondsAfterCompletion: positive(config.resourceTtlOnCompletion),
    secondsAfterSuccess: positive(config.resourceTtlOnSuccess),
    secondsAfterFailure: positive(config.resourceTtlOnFailure),
  };
  const deadline = positive(config.activeDeadlineSeconds);
  const given = Object.entries(after).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...(given.length > 0 ? { ttlStrategy: Object.fromEntries(given) } : {}),
    ...(deadline === undefined ? {} : { activeDeadlineSeconds: deadline }),
  };
}

/**
 * The Argo Workflow that the server makes of a pipeline.
 *
 * @throws Error that says why there is none
 */
export function workflowOf(order: WorkflowOrder): ApiObject {
  const { template, runId, displayName } = order;
  const head = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      name: '',
      namespace: order.namespace,
      labels: { 'pipeline/runid': runId },
      annotations: { 'pipelines.kubeflow.org/run_name': displayName },
    },
  };
  const label = { 'pipeline/runid': runId };
  if (template.type === 'v1Argo') {
    const { metadata, spec } = template.spec;
    return {
      ...head,
      metadata: {
        ...head.metadata,
        generateName: String(at(metadata, 'generateName') ?? 'workflow-'),
      },
      spec: {
        ...record(spec),
        serviceAccountName: order.serviceAccount,
        podMetadata: { labels: label },
      },
    };
  }
  const kubernetes = record(
    at(template.platformSpec, 'platforms', 'kubernetes'),
  );
  const compiled = new WorkflowCompiler({
    pipeline: template.name,
    displayName,
    spec: template.spec,
    kubernetes,
    runtimeConfig: {
      parameterValues: resolvedInputs(template.spec, order.parameters),
      ...(order.pipelineRoot ? { gcsOutputDirectory: order.pipelineRoot } : {}),
    },
  }).compile();
  const workflow = {
    ...head,
    metadata: { ...head.metadata, generateName: `${template.name}-` },
    spec: {
      entrypoint: 'entrypoint',
      serviceAccountName: order.serviceAccount,
      arguments: compiled.arguments,
      podMetadata: {
        annotations: { 'pipelines.kubeflow.org/v2_component': 'true' },
        labels: { ...label, 'pipelines.kubeflow.org/v2_component': 'true' },
      },
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...lifetime(record(kubernetes.pipelineConfig)),
      templates: compiled.templates,
    },
  };
  // The server puts the run's id where the Workflow's own would be.
  return JSON.parse(
    JSON.stringify(workflow).replaceAll('{{workflow.uid}}', runId),
  ) as ApiObject;
}
