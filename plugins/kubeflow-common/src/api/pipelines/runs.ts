import { z } from 'zod';
import { timeSchema, warningSchema, workloadStateSchema } from '../common';
import { acceleratorSchema } from '../workloads';
import {
  pageInfoShape,
  pipelinesPageShape,
  storageStateSchema,
  taskStateSchema,
} from './common';

/** One run, as lists have it. @public */
export const runSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    namespace: z.string().optional(),
    state: workloadStateSchema,
    reason: z.string().optional().describe('As the server says: `CANCELING`'),
    message: z
      .string()
      .optional()
      .describe('An error that the server tells, cleaned'),
    storage: storageStateSchema,
    createdAt: timeSchema.optional(),
    scheduledAt: timeSchema.optional(),
    startedAt: timeSchema.optional(),
    finishedAt: timeSchema.optional(),
    experimentId: z.string().optional(),
    experimentName: z.string().optional(),
    pipelineId: z.string().optional().describe('Absent: made of a bare spec'),
    pipelineName: z.string().optional(),
    versionId: z.string().optional(),
    versionName: z.string().optional(),
    recurringRunId: z.string().optional(),
    serviceAccount: z.string().optional(),
  })
  .meta({ id: 'Run' });

/** @public */
export type Run = z.infer<typeof runSchema>;

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );

/** Query of `GET /v1/pipelines/{cluster}/runs` @public */
export const runsQuerySchema = z.object({
  ...pipelinesPageShape,
  state: list(workloadStateSchema),
  experiment: z.string().max(100).optional().describe('Id'),
  pipeline: z
    .string()
    .max(100)
    .optional()
    .describe(
      'Id. The Pipelines API cannot filter by it, so a page may hold fewer runs than asked for and still have a next one',
    ),
  version: z.string().max(100).optional().describe('Id; as `pipeline`'),
  recurringRun: z.string().max(100).optional().describe('Id'),
  storage: storageStateSchema.default('available'),
  createdAfter: z.iso.datetime({ offset: true }).optional(),
  createdBefore: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(['created', 'name', 'finished']).optional(),
});

/** @public */
export type RunsQuery = z.input<typeof runsQuerySchema>;

/** `GET /v1/pipelines/{cluster}/runs` @public */
export const runsResponseSchema = z
  .object({
    items: z.array(runSchema),
    ...pageInfoShape,
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'RunPage' });

/** @public */
export type RunsResponse = z.infer<typeof runsResponseSchema>;

/** A reference from a task to an artifact. @public */
export const artifactSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z
      .string()
      .describe('`system.Metrics`, `system.Model`, …, as schema titles'),
    uri: z.string().optional(),
    metadata: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Scalar metrics, ROC curves and confusion matrices lie here'),
    createdAt: timeSchema.optional(),
    preview: z
      .enum([
        'metrics',
        'classification-metrics',
        'sliced-classification-metrics',
        'markdown',
        'html',
        'table',
        'text',
        'image',
        'none',
      ])
      .describe('How it is best shown'),
  })
  .meta({ id: 'Artifact' });

/** @public */
export type Artifact = z.infer<typeof artifactSchema>;

/** A named value of a task: a parameter, or artifacts. @public */
export const taskValueSchema = z.object({
  name: z.string(),
  value: z.unknown().optional().describe('A parameter'),
  artifacts: z.array(artifactSchema).optional(),
  producer: z.string().optional().describe('Task that made it'),
});

/** @public */
export type TaskValue = z.infer<typeof taskValueSchema>;

/**
 * One task of a run as it went. Both task models of the Pipelines API are brought to this shape, and drivers and other
 * helpers of the engine are taken out or joined to the task that they belong to.
 *
 * @public
 */
export const runTaskSchema = z
  .object({
    id: z.string().describe("The server's id; unique within the run"),
    path: z
      .string()
      .describe(
        "Node of the graph that it is an instance of (`PipelineNode.id`), or '' where that cannot be told",
      ),
    iterations: z
      .array(z.number().int())
      .describe(
        'Index in each loop around it, outermost first; [] outside of loops',
      ),
    name: z.string(),
    type: z.enum([
      'executor',
      'dag',
      'loop',
      'condition',
      'exit-handler',
      'importer',
      'root',
      'unknown',
    ]),
    parentId: z.string().optional(),
    state: taskStateSchema,
    message: z.string().optional().describe('As the engine says, cleaned'),
    createdAt: timeSchema.optional(),
    startedAt: timeSchema.optional(),
    finishedAt: timeSchema.optional(),
    podNames: z.array(z.string()).describe('Of its attempts, oldest first'),
    attempts: z.number().int().positive().optional(),
    inputs: z.array(taskValueSchema),
    outputs: z.array(taskValueSchema),
  })
  .meta({ id: 'RunTask' });

/** @public */
export type RunTask = z.infer<typeof runTaskSchema>;

/** `GET …/runs/{run}` @public */
export const runDetailSchema = z
  .object({
    run: runSchema,
    parameters: z.record(z.string(), z.unknown()),
    pipelineRoot: z.string().optional(),
    stateHistory: z.array(
      z.object({
        state: workloadStateSchema,
        reason: z.string().optional(),
        message: z.string().optional(),
        at: timeSchema.optional(),
      }),
    ),
    spec: z
      .unknown()
      .optional()
      .describe(
        'Of its version, or its own; absent when the version was deleted',
      ),
    tasks: z.array(runTaskSchema),
    taskModel: z.enum(['details', 'tasks']),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'RunDetail' });

/** @public */
export type RunDetail = z.infer<typeof runDetailSchema>;

/** A workload that a task started: a TrainJob, a PyTorchJob. @public */
export const launchedWorkloadSchema = z.object({
  cluster: z.string(),
  namespace: z.string().optional(),
  kind: z.string().describe('Kind id'),
  name: z.string(),
  state: workloadStateSchema,
  message: z.string().optional(),
  taskId: z.string().optional(),
  accelerators: z.array(acceleratorSchema),
});

/** @public */
export type LaunchedWorkload = z.infer<typeof launchedWorkloadSchema>;

/** Body of `POST …/runs` @public */
export const createRunRequestSchema = z
  .strictObject({
    name: z.string().min(1).max(200),
    description: z.string().max(2000).optional(),
    namespace: z.string().max(253).optional(),
    experimentId: z.string().max(100).optional(),
    pipelineId: z.string().max(100).optional(),
    versionId: z.string().max(100).optional(),
    spec: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Instead of a version: a specification of its own'),
    parameters: z.record(z.string(), z.unknown()).default({}),
    pipelineRoot: z.string().max(2000).optional(),
    serviceAccount: z.string().max(253).optional(),
    cache: z
      .boolean()
      .default(true)
      .describe('false: no task takes outputs of earlier runs'),
  })
  .meta({ id: 'CreateRunRequest' });

/** @public */
export type CreateRunRequest = z.input<typeof createRunRequestSchema>;

/** Answer to `POST …/runs` and `POST …/recurring-runs`. @public */
export const createdResponseSchema = z
  .object({ id: z.string() })
  .meta({ id: 'Created' });

/** @public */
export type CreatedResponse = z.infer<typeof createdResponseSchema>;

/** What can be done with a run: `POST …/runs/{run}/{command}`. @public */
export const runCommands = [
  'archive',
  'restore',
  'retry',
  'terminate',
] as const;

/** @public */
export type RunCommand = (typeof runCommands)[number];
