import fc from 'fast-check';
import type { KubernetesObject } from '../kubernetesObject';

/** Keys that readers look at, and some that are only there to harm. */
const keys = [
  ...[
    'apiVersion',
    'kind',
    'metadata',
    'spec',
    'status',
    'name',
    'namespace',
    'labels',
    'annotations',
  ],
  ...[
    'uid',
    'creationTimestamp',
    'deletionTimestamp',
    'ownerReferences',
    'controller',
    'type',
    'reason',
  ],
  ...[
    'message',
    'conditions',
    'lastTransitionTime',
    'lastUpdateTime',
    'phase',
    'state',
    'suspend',
  ],
  ...[
    'replicas',
    'replicatedJobs',
    'replicatedJobsStatus',
    'jobsStatus',
    'template',
    'parallelism',
  ],
  ...[
    'completions',
    'ready',
    'active',
    'succeeded',
    'failed',
    'suspended',
    'restarts',
    'trainerStatus',
  ],
  ...[
    'progressPercentage',
    'estimatedRemainingSeconds',
    'metrics',
    'value',
    'containers',
    'initContainers',
  ],
  ...[
    'resources',
    'limits',
    'requests',
    'nvidia.com/gpu',
    'nodeSelector',
    'resourceClaims',
    'affinity',
  ],
  ...[
    'resourceClaimTemplateName',
    'restartPolicy',
    'image',
    'command',
    'args',
    'trainer',
    'numNodes',
  ],
  ...[
    'resourcesPerNode',
    'runtimeRef',
    'runPolicy',
    'replicaStatuses',
    'pytorchReplicaSpecs',
    'Worker',
  ],
  ...[
    'mpiReplicaSpecs',
    'startTime',
    'completionTime',
    'kueue.x-k8s.io/queue-name',
    'url',
    'nodes',
  ],
  ...[
    'containerStatuses',
    'waiting',
    'terminated',
    'running',
    'lastState',
    'exitCode',
    'restartCount',
  ],
  ...[
    'predictor',
    'model',
    'components',
    'executorState',
    'driver',
    'executor',
    'gpu',
    'quantity',
  ],
  ...[
    'applicationState',
    'currentOptimalTrial',
    'observation',
    'parameterAssignments',
    'trigger',
  ],
  ...[
    'resourceGroups',
    'flavors',
    'flavorsUsage',
    'podSets',
    'admission',
    'series',
    'regarding',
    'note',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'length',
    '0',
    '',
  ],
] as const;

/** Values that break careless readers. */
const hostile = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  'True',
  'False',
  'Running',
  'Succeeded',
  'Failed',
  '8',
  '-8',
  '1e400',
  '99999999999999999999E',
  '2026-09-01T08:00:00Z',
  '0001-01-01T00:00:00Z',
  '2026-99-99T99:99:99Z',
  '+275760-09-13T00:00:00Z',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://example.com\u0007link',
  '\u202egnp.exe',
  '\ud800',
  '<script>alert(1)</script>',
  'a\u0000b',
  '__proto__',
  'x'.repeat(20_000),
  '[[['.repeat(2_000),
  [],
  {},
  [null],
  [[]],
);

const leaf = fc.oneof(
  { weight: 3, arbitrary: hostile },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
);

/** Any JSON value whatsoever, made mostly of keys and values that a cluster could send. */
export const arbitraryJson = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 7, depthSize: 'medium' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...keys), tie('value')), { maxLength: 6 })
      // Own properties only, as JSON.parse makes them, `__proto__` included.
      .map(entries => Object.fromEntries(entries)),
  ),
})).value;

/** An object as a watch could deliver it: anything at all, but with the three parts that readers begin from. */
export const arbitraryObject: fc.Arbitrary<KubernetesObject> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      metadata: arbitraryJson,
      spec: arbitraryJson,
      status: arbitraryJson,
    }),
  },
  { weight: 1, arbitrary: arbitraryJson },
) as fc.Arbitrary<KubernetesObject>;

/** A real object of which a few fields, at any depth, hold something else. */
export function damaged(
  objects: readonly KubernetesObject[],
): fc.Arbitrary<KubernetesObject> {
  return fc
    .tuple(
      fc.constantFrom(...objects),
      fc.array(fc.tuple(fc.nat(), leaf), { minLength: 1, maxLength: 4 }),
    )
    .map(([object, damages]) => {
      const copy = JSON.parse(JSON.stringify(object)) as KubernetesObject;
      for (const [which, value] of damages) {
        const places = placesIn(copy);
        const place = places[which % Math.max(1, places.length)];
        if (place) {
          // A copy of its own: the next damage may hit what is inside.
          place.holder[place.key] = JSON.parse(JSON.stringify(value));
        }
      }
      return copy;
    });
}

function placesIn(
  value: unknown,
): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap(key => [
    { holder, key },
    ...placesIn(holder[key]),
  ]);
}
