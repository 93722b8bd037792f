import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { z } from 'zod';
import { conditionSchema, factSchema, workloadSchema } from '../api';
import type { KubernetesObject } from '../kubernetesObject';
import { parseLabelSelector } from '../labelSelector';
import {
  cleanText,
  createdAtOf,
  isDeleting,
  nameOf,
  namespaceOf,
  ownerOf,
} from '../reading';
import { arbitraryObject, damaged } from '../testing/arbitraryObjects';
import { builtInKinds } from './builtIn';
import { jobSetFixtures } from './training/__fixtures__/jobSets';
import {
  fixturesOf,
  jobShapes,
  mpiFixtures,
} from './training/__fixtures__/kubeflowJobs';
import { runtimeFixtures } from './training/__fixtures__/trainingRuntimes';
import { trainJobFixtures } from './training/__fixtures__/trainJobs';
import type { KindDefinition, PartReading, Reading } from './types';

const fixtures = [
  ...trainJobFixtures,
  ...jobSetFixtures,
  ...runtimeFixtures,
  ...mpiFixtures,
  ...jobShapes.flatMap(fixturesOf),
].flatMap(({ object, parts = [] }) => [object, ...parts]);

const anyObject = fc.oneof(arbitraryObject, damaged(fixtures));
const kinds = builtInKinds.list();

/** All strings that a reading shows must be fit to be shown. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [];
}

const wireSchema = z.strictObject({
  workload: workloadSchema.strict(),
  conditions: conditionSchema.strict().array().max(64),
  facts: factSchema.strict().array().max(64),
});

const onWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function expectValid(
  reading: Reading,
  definition: KindDefinition,
  object: KubernetesObject,
) {
  const { conditions, facts, ...rest } = reading;
  const wire = onWire({
    workload: {
      cluster: 'cluster',
      namespace: namespaceOf(object),
      kind: definition.id,
      name: nameOf(object) ?? '',
      uid: '',
      family: definition.family,
      createdAt: createdAtOf(object),
      deleting: isDeleting(object),
      owner: ownerOf(object),
      ...rest,
    },
    conditions,
    facts,
  });
  // The schema drops nothing, at any depth: nothing is there that it does not know.
  expect(isDeepStrictEqual(onWire(wireSchema.parse(wire)), wire)).toBe(true);
  for (const time of [reading.since, reading.startedAt, reading.finishedAt]) {
    expect(time === undefined || new Date(time).toISOString() === time).toBe(
      true,
    );
  }
  const texts = textsIn(reading);
  expect(texts.find(text => cleanText(text, 10_000) !== text)).toBeUndefined();
  // What is shown stays small, however large the object is.
  expect(texts.join('').length).toBeLessThan(500_000);
}

/** An object that cannot be changed. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

/** Everything that can be asked of a kind about an object, with the parts that the object may have. */
function expectTotal(
  definition: KindDefinition,
  object: KubernetesObject,
  parts: readonly PartReading[],
) {
  const reading = definition.read(object);
  expectValid(reading, definition, object);
  // Readers are tolerant by themselves; the guard is for what is no object at all.
  expect(reading.reason !== 'Unreadable' || object === null).toBe(true);

  const refined = definition.refine?.(frozen(reading), parts) ?? reading;
  expectValid(refined, definition, object);

  for (const verb of definition.verbs) {
    expect(typeof verb.isAvailable(refined)).toBe('boolean');
    const request = verb.request(object);
    expect(['PATCH', 'DELETE']).toContain(request.method);
    expect(isDeepStrictEqual(onWire(request), request)).toBe(true);
  }
  for (const child of definition.children(object)) {
    expect(child.labelSelector === undefined).not.toBe(
      child.name === undefined,
    );
    if (child.labelSelector !== undefined) {
      // Never a selector that matches everything, or what a value has smuggled in.
      const { requirements } = parseLabelSelector(child.labelSelector);
      expect(requirements.length).toBeGreaterThan(0);
      expect(requirements.map(({ operator }) => operator)).toEqual(
        requirements.map(() => 'in'),
      );
    }
  }
}

function partsFrom(object: KubernetesObject): PartReading[] {
  return frozen(
    kinds.map(kind => ({
      kind: kind.id,
      name: nameOf(object) ?? '',
      reading: kind.read(object),
    })),
  );
}

describe('every kind', () => {
  it('reads any object whatsoever, and says nothing that the wire cannot carry', () => {
    fc.assert(
      fc.property(anyObject, anyObject, (object, part) => {
        frozen(object);
        const parts = partsFrom(part);
        for (const definition of kinds) {
          expectTotal(definition, object, parts);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe.each(kinds.map(kind => [kind.id, kind] as const))(
  '%s',
  (_, definition) => {
    it('stays small when the object is enormous', () => {
      const conditions = Array.from({ length: 10_000 }, (__, index) => ({
        type: `Type${index}`,
        status: 'True',
        reason: 'R'.repeat(5_000),
        message: 'm'.repeat(1_000),
        lastTransitionTime: '2026-09-01T08:00:00Z',
      }));
      const message = `\u001b[31m${'boom '.repeat(200_000)}`;
      for (const type of ['Failed', 'Ready', 'Suspended', 'Succeeded']) {
        const object = {
          metadata: {
            name: 'large',
            labels: { 'kueue.x-k8s.io/queue-name': 'q'.repeat(100_000) },
          },
          spec: { template: {} },
          status: {
            phase: message,
            message,
            conditions: [
              { type, status: 'True', reason: message, message },
              ...conditions,
            ],
          },
        };
        expectValid(definition.read(object), definition, object);
      }
    });

    it('describes itself well enough to be found and shown', () => {
      expect(definition.versions.length).toBeGreaterThan(0);
      expect(definition.plural).toMatch(/^[a-z]+$/);
      expect(definition.group).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      expect(definition.title.one).not.toBe('');
      expect(definition.title.many).not.toBe('');
      expect(new Set(definition.verbs.map(verb => verb.id)).size).toBe(
        definition.verbs.length,
      );
    });
  },
);

describe.each([
  ['trainjob', trainJobFixtures],
  ['jobset', jobSetFixtures],
  ['mpijob', mpiFixtures],
] as const)('%s', (id, own) => {
  it('reads its own objects when they are damaged', () => {
    const definition = builtInKinds.get(id) as KindDefinition;
    const objects = own.map(({ object }) => object);
    const parts = own.flatMap(fixture => fixture.parts ?? []);
    fc.assert(
      fc.property(
        damaged(objects),
        parts.length > 0 ? damaged(parts) : arbitraryObject,
        (object, part) => expectTotal(definition, object, partsFrom(part)),
      ),
    );
  });
});
