import {
  asRecord,
  asString,
  at,
  isWorkloadState,
  KindRegistry,
  type KindDefinition,
  type KubernetesObject,
  type Reading,
} from '@kubeflow-portal/plugin-kubeflow-common';

/** A kind whose objects say in their spec what their reading is to be. */
function testKind(
  id: string,
  options: Partial<KindDefinition> = {},
): KindDefinition {
  return {
    id,
    kind: id.toUpperCase(),
    group: 'test.example',
    versions: ['v1'],
    plural: `${id}s`,
    scope: 'Namespaced',
    family: 'training',
    role: 'workload',
    title: { one: id, many: `${id}s` },
    read: readSpec,
    children: () => [],
    verbs: [],
    ...options,
  };
}

function readSpec(object: KubernetesObject): Reading {
  const state = at(object, 'spec', 'state');
  return {
    replicas: [],
    accelerators: [],
    conditions: [],
    facts: [],
    ...asRecord(object.spec),
    state: isWorkloadState(state) ? state : 'unknown',
  };
}

/** `parent` takes its state from its `part`; `broken` throws. */
export const testKinds = KindRegistry.of([
  testKind('alpha'),
  testKind('beta', { family: 'serving' }),
  testKind('part', { role: 'part' }),
  testKind('parent', {
    refine: (reading, parts) => ({
      ...reading,
      state: parts[0]?.reading.state ?? reading.state,
      message: parts
        .flatMap(part => part.reading.conditions)
        .map(condition => condition.type)
        .join(),
    }),
  }),
  testKind('broken', {
    read: () => {
      throw new Error('reader is broken');
    },
  }),
]);

let version = 0;

/** An object of a test kind. */
export function testObject(
  name: string,
  spec: Partial<Reading>,
  metadata: Partial<KubernetesObject['metadata']> & { owner?: string } = {},
): KubernetesObject {
  version += 1;
  const { owner, ...rest } = metadata;
  return {
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${rest.namespace ?? 'default'}-${name}`,
      resourceVersion: asString(rest.resourceVersion) ?? String(version),
      annotations: owner ? { 'kubeflow.org/owner': owner } : undefined,
      ...rest,
    },
    spec,
  };
}
