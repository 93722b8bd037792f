import { z } from 'zod';
import {
  kindFamilySchema,
  timeSchema,
  warningSchema,
  workloadStateSchema,
} from './common';

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );

/** @public */
export const acceleratorSchema = z
  .object({
    resource: z.string(),
    vendor: z.enum([
      'nvidia',
      'amd',
      'intel',
      'habana',
      'google',
      'aws',
      'other',
    ]),
    count: z.number().nonnegative(),
    dynamic: z.boolean().optional(),
    product: z.string().optional(),
  })
  .meta({ id: 'Accelerator' });

/** @public */
export const progressSchema = z
  .object({
    percent: z.number().min(0).max(100).optional(),
    remainingSeconds: z.number().nonnegative().optional(),
    metrics: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .optional(),
    updatedAt: timeSchema.optional(),
  })
  .meta({ id: 'Progress' });

/** @public */
export const replicaSchema = z
  .object({
    name: z.string(),
    desired: z.number().int().nonnegative().optional(),
    active: z.number().int().nonnegative().optional(),
    ready: z.number().int().nonnegative().optional(),
    succeeded: z.number().int().nonnegative().optional(),
    failed: z.number().int().nonnegative().optional(),
  })
  .meta({ id: 'Replica' });

/** One row of a list. @public */
export const workloadSchema = z
  .object({
    cluster: z.string(),
    namespace: z
      .string()
      .optional()
      .describe('Absent for cluster-scoped kinds'),
    kind: z.string().describe('Kind id'),
    name: z.string(),
    uid: z.string(),
    family: kindFamilySchema,
    state: workloadStateSchema,
    reason: z.string().optional(),
    message: z.string().optional(),
    since: timeSchema.optional(),
    createdAt: timeSchema.optional(),
    startedAt: timeSchema.optional(),
    finishedAt: timeSchema.optional(),
    deleting: z.boolean().optional(),
    progress: progressSchema.optional(),
    replicas: z.array(replicaSchema),
    accelerators: z.array(acceleratorSchema),
    owner: z
      .string()
      .optional()
      .describe('Entity ref or bare name, as the object has it'),
    queue: z.string().optional(),
  })
  .meta({ id: 'Workload' });

/** @public */
export type Workload = z.infer<typeof workloadSchema>;

/** @public */
export const workloadSortFields = [
  'attention',
  'name',
  'kind',
  'state',
  'cluster',
  'namespace',
  'owner',
  'accelerators',
  'replicas',
  'queue',
  'progress',
  'created',
  'started',
  'finished',
  'duration',
] as const;

/** @public */
export type WorkloadSortField = (typeof workloadSortFields)[number];

const filterShape = {
  cluster: list(z.string()),
  namespace: list(z.string()),
  kind: list(z.string()).describe('Kind ids'),
  family: list(kindFamilySchema),
  role: list(z.enum(['workload', 'definition', 'part'])).describe(
    'Default: workload',
  ),
  state: list(workloadStateSchema),
  owner: list(z.string()),
  text: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Words that must all occur in name, namespace, owner, reason or message',
    ),
  labelSelector: z
    .string()
    .max(2000)
    .optional()
    .describe('As the Kubernetes API takes it'),
};

/** The filters that lists and streams share. @public */
export const workloadFilterSchema = z.object(filterShape);

/** @public */
export type WorkloadFilter = z.infer<typeof workloadFilterSchema>;

/** Query of `GET /v1/workloads` @public */
export const workloadsQuerySchema = z.object({
  ...filterShape,
  sort: z.enum(workloadSortFields).default('attention'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z
    .string()
    .max(2000)
    .optional()
    .describe('nextCursor of the page before; bound to filter and sort'),
});

/** @public */
export type WorkloadsQuery = z.infer<typeof workloadsQuerySchema>;

/** What a caller may leave out. @public */
export type WorkloadsRequest = z.input<typeof workloadsQuerySchema>;

const facetSchema = z.array(
  z.object({ value: z.string(), count: z.number().int() }),
);

/** `GET /v1/workloads` @public */
export const workloadsResponseSchema = z
  .object({
    items: z.array(workloadSchema),
    total: z.number().int().describe('Matches over all pages'),
    states: z
      .partialRecord(workloadStateSchema, z.number().int())
      .describe('Matches per state, the state filter left aside'),
    facets: z
      .object({
        cluster: facetSchema,
        namespace: facetSchema,
        kind: facetSchema,
        owner: facetSchema,
      })
      .describe(
        'Values to filter by, each counted with its own filter left aside',
      ),
    accelerators: z
      .object({ running: z.number(), waiting: z.number() })
      .describe(
        'Accelerators asked for by the matches that run, and by those that wait',
      ),
    nextCursor: z.string().optional(),
    sequence: z
      .number()
      .int()
      .describe('Where to begin the stream so that nothing is missed'),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'WorkloadList' });

/** @public */
export type WorkloadsResponse = z.infer<typeof workloadsResponseSchema>;

/** @public */
export const conditionSchema = z
  .object({
    type: z.string(),
    status: z.enum(['True', 'False', 'Unknown']),
    reason: z.string().optional(),
    message: z.string().optional(),
    lastTransitionTime: timeSchema.optional(),
  })
  .meta({ id: 'Condition' });

/** @public */
export const factSchema = z
  .object({
    key: z.string(),
    value: z.string(),
    ref: z
      .object({
        kind: z.string(),
        namespace: z.string().optional(),
        name: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'Fact' });

/** `GET /v1/workloads/{cluster}/{namespace}/{kind}/{name}` @public */
export const workloadDetailSchema = z
  .object({
    workload: workloadSchema,
    apiVersion: z.string(),
    labels: z.record(z.string(), z.string()),
    conditions: z.array(conditionSchema),
    facts: z.array(factSchema),
    parts: z
      .array(workloadSchema)
      .describe('Objects that name this one as their owner'),
    parent: z
      .object({ kind: z.string().describe('Kind id'), name: z.string() })
      .optional()
      .describe(
        'The object that owns this one, when the portal knows its kind',
      ),
    sequence: z.number().int(),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'WorkloadDetail' });

/** @public */
export type WorkloadDetail = z.infer<typeof workloadDetailSchema>;
