import fc from 'fast-check';
import type { KubernetesObject } from '../kubernetesObject';
import type { KindRegistry } from '../kinds/registry';
import type { Fixture } from '../kinds/training/__fixtures__/fixture';
import type { KindDefinition, PartReading, Reading } from '../kinds/types';
import { damaged } from './arbitraryObjects';

/** Finds the kind that an object is of, and insists that it knows the object's version. */
function definitionOf(
  kinds: KindRegistry,
  object: KubernetesObject,
): KindDefinition {
  const [group, version] = (object.apiVersion ?? '').split('/');
  const definition = kinds
    .list()
    .find(kind => kind.group === group && kind.kind === object.kind);
  if (!definition?.versions.includes(version ?? '')) {
    throw new Error(`No kind reads ${object.apiVersion} ${object.kind}`);
  }
  return definition;
}

/** The reading of a fixture, completed by its parts as the store does it. */
export function readFixture(
  kinds: KindRegistry,
  { object, parts = [] }: Pick<Fixture, 'object' | 'parts'>,
): Reading {
  const definition = definitionOf(kinds, object);
  const readings = parts.map((part): PartReading => {
    const { id, read } = definitionOf(kinds, part);
    return { kind: id, name: part.metadata?.name ?? '', reading: read(part) };
  });
  const reading = definition.read(object);
  return definition.refine?.(reading, readings) ?? reading;
}

/** Facts as one record of lists: `{ url: ['http://…'], flavor: ['a', 'b'] }`. */
export function factsOf({ facts }: Reading): Record<string, string[]> {
  const byKey: Record<string, string[]> = {};
  for (const { key, value } of facts) {
    (byKey[key] ??= []).push(value);
  }
  return byKey;
}

/** The verbs that are offered for a fixture. */
export function verbsOf(
  kinds: KindRegistry,
  fixture: Pick<Fixture, 'object' | 'parts'>,
): string[] {
  const reading = readFixture(kinds, fixture);
  return definitionOf(kinds, fixture.object)
    .verbs.filter(verb => verb.isAvailable(reading))
    .map(verb => verb.id);
}

/** What a verb sends, whether it is offered or not. */
export function requestOf(
  kinds: KindRegistry,
  id: string,
  verb: string,
  object: KubernetesObject = {},
): unknown {
  return kinds
    .get(id)
    ?.verbs.find(candidate => candidate.id === verb)
    ?.request(object);
}

/** The label selectors and names by which a fixture finds its children. */
export function childrenOf(
  kinds: KindRegistry,
  object: KubernetesObject,
): string[] {
  return definitionOf(kinds, object)
    .children(object)
    .map(
      ({ plural, labelSelector, name }) => `${plural} ${labelSelector ?? name}`,
    );
}

/**
 * One test per fixture, and one that damages them in many ways: whatever happens to an object, it still reads as
 * something, without the guard that catches errors, and nothing is lost on the wire.
 */
export function describeFixtures(
  title: string,
  kinds: KindRegistry,
  fixtures: readonly Fixture[],
): void {
  describe(title, () => {
    it.each(fixtures.map(fixture => [fixture.title, fixture] as const))(
      '%s',
      (_, fixture) => {
        const reading = readFixture(kinds, fixture);
        for (const key of Object.keys(fixture.expected) as (keyof Reading)[]) {
          expect({ [key]: reading[key] }).toEqual({
            [key]: fixture.expected[key],
          });
        }
        // One story: what is over has an end at most, what is not over has none.
        if (!['succeeded', 'failed', 'cancelled'].includes(reading.state)) {
          expect(reading.finishedAt).toBeUndefined();
        }
        expect(reading.reason).toMatch(/\S/);
        expect(reading.message).toMatch(/[.!?…]$/);
      },
    );

    it('still reads when it is damaged', () => {
      const objects = fixtures.map(({ object }) => object);
      const own = new Set(objects.map(object => definitionOf(kinds, object)));
      fc.assert(
        fc.property(damaged(objects), object => {
          for (const kind of own) {
            const reading = kind.read(object);
            expect(reading.reason).not.toBe('Unreadable');
            expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
          }
        }),
        { numRuns: 200 },
      );
    });
  });
}
