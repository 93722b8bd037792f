import fc from 'fast-check';
import { diagnosisResponseSchema, type Diagnosis } from '../api';
import { readPod } from '../pods';
import { workloadStates } from '../state';
import { arbitraryJson } from '../testing/arbitraryObjects';
import { containerCases } from './__fixtures__/containers';
import { engineCases } from './__fixtures__/engines';
import { programCases } from './__fixtures__/programs';
import { diagnose, diagnosisRules, type DiagnosisInput } from '.';

const cases = [...containerCases, ...programCases, ...engineCases];

describe('diagnose', () => {
  it.each(cases)('tells $name', ({ input, expected }) => {
    const found = diagnose(input);
    expect(found.map(({ rule }) => rule)).toEqual(
      expected.map(({ rule }) => rule),
    );
    expect(found).toMatchObject(expected);
    diagnosisResponseSchema.parse({ items: found, warnings: [] });
  });

  it('has a case for each rule, and each rule its own id', () => {
    const ids = diagnosisRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const shown = new Set(
      cases.flatMap(({ expected }) => expected.map(({ rule }) => rule)),
    );
    expect(ids.filter(id => !shown.has(id))).toEqual([]);
  });

  it('says nothing of what is well', () => {
    expect(
      diagnose({
        subject: { kind: 'TrainJob', name: 'bert' },
        reading: { state: 'succeeded' },
        pods: [
          readPod({
            metadata: { name: 'bert-0' },
            spec: { containers: [{ name: 'node' }] },
            status: {
              phase: 'Succeeded',
              containerStatuses: [
                {
                  name: 'node',
                  state: { terminated: { exitCode: 0, reason: 'Completed' } },
                },
              ],
            },
          }),
        ],
        logs: [
          {
            pod: 'bert-0',
            container: 'node',
            lines: [{ n: 0, text: 'ValueError: was handled' }],
          },
        ],
      }),
    ).toEqual([]);
  });

  it('never throws, and gives clean texts that keep to the wire, whatever it is given', () => {
    // Lines that rules look for, cut into pieces and put together anew.
    const pieces = cases
      .flatMap(({ input }) => [
        ...(input.logs ?? []).flatMap(({ lines }) =>
          lines.map(({ text }) => text),
        ),
        ...(input.events ?? []).map(({ message }) => message ?? ''),
        ...(input.engine ?? []).map(({ message }) => message ?? ''),
      ])
      .flatMap(text => [text, text.slice(0, 40), text.slice(-40)]);
    const text = fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        '\u001b]8;;http://x\u0007',
        '\u202eabc',
        'x'.repeat(20_000),
        ' '.repeat(5_000),
      ),
    );
    const maybe = <T>(value: fc.Arbitrary<T>) =>
      fc.option(value, { nil: undefined });
    const name = fc.constantFrom('a', 'b', 'bert-node-0-0');
    const input: fc.Arbitrary<DiagnosisInput> = fc.record({
      subject: fc.record({ kind: text, name: text }),
      reading: maybe(
        fc.record({
          state: fc.constantFrom(...workloadStates),
          reason: maybe(text),
          message: maybe(text),
          conditions: maybe(
            fc.array(
              fc.record({
                type: fc.constantFrom('Failed', 'QuotaReserved', 'Evicted'),
                status: fc.constantFrom('True', 'False', 'Unknown'),
                reason: maybe(text),
                message: maybe(text),
              }),
            ),
          ),
        }),
      ),
      pods: maybe(
        fc.array(
          fc.oneof(
            arbitraryJson.map(object => readPod(object as never)),
            fc.constantFrom(
              ...cases.flatMap(each => [...(each.input.pods ?? [])]),
            ),
          ),
          { maxLength: 4 },
        ),
      ),
      events: maybe(
        fc.array(
          fc.record({
            uid: name,
            type: fc.constantFrom('Normal', 'Warning'),
            reason: maybe(
              fc.constantFrom('FailedMount', 'Unhealthy', 'FailedCreate'),
            ),
            message: maybe(text),
            count: fc.integer(),
            about: fc.record({
              kind: fc.constantFrom('Pod', 'Job'),
              name,
            }),
          }),
          { maxLength: 4 },
        ),
      ),
      logs: maybe(
        fc.array(
          fc.record({
            pod: name,
            container: fc.constantFrom('node', 'main'),
            previous: fc.boolean(),
            lines: fc
              .array(text, { maxLength: 12 })
              .map(lines => lines.map((line, n) => ({ n, text: line }))),
          }),
          { maxLength: 3 },
        ),
      ),
      engine: maybe(
        fc.array(
          fc.record({
            name: text,
            phase: maybe(fc.constantFrom('Failed', 'Error', 'Pending')),
            message: maybe(text),
            pod: maybe(name),
          }),
          { maxLength: 4 },
        ),
      ),
      cancelled: maybe(fc.record({ by: maybe(text) })),
      upstream: maybe(fc.array(fc.record({ name: text }), { maxLength: 3 })),
      missingInputs: maybe(
        fc.array(fc.record({ name: text }), { maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(input, given => {
        const items = diagnose(given);
        diagnosisResponseSchema.parse({ items, warnings: [] });
        for (const item of items) {
          for (const said of textsOf(item)) {
            expect(said.replace(/[\n\t]/g, '')).not.toMatch(/\p{Cc}|\u202e/u);
            expect(said.length).toBeLessThan(2000);
          }
        }
        // One explanation per container.
        const keys = items
          .filter(({ container }) => container !== undefined)
          .map(({ pod, container }) => `${pod}/${container}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });

  it('gets through a very large job and very long logs', () => {
    const pods = Array.from({ length: 5000 }, (_, index) =>
      readPod({
        metadata: { name: `bert-${index}` },
        spec: { containers: [{ name: 'node' }] },
        status: {
          phase: 'Failed',
          containerStatuses: [
            {
              name: 'node',
              state: { terminated: { exitCode: 1, reason: 'Error' } },
            },
          ],
        },
      }),
    );
    const lines = Array.from({ length: 100_000 }, (_, n) => ({
      n,
      text: `Traceback (most recent call last):${' '.repeat(300)}`,
    }));
    const found = diagnose({
      subject: { kind: 'TrainJob', name: 'bert' },
      reading: { state: 'failed' },
      pods,
      logs: pods
        .slice(0, 10)
        .map(({ name }) => ({ pod: name, container: 'node', lines })),
    });
    expect(found).toMatchObject([{ rule: 'exit-code', podCount: 5000 }]);
  });
});

function textsOf(diagnosis: Diagnosis): string[] {
  return [
    diagnosis.title,
    diagnosis.explanation,
    diagnosis.advice,
    ...diagnosis.evidence.flatMap(({ text, where }) => [text, where]),
  ].filter(text => text !== undefined);
}
