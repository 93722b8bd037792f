import {
  isTerminalState,
  type Run,
  type WorkloadState,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { testRun } from '../../testing/pipelinesTestData';
import { FINISHED, runStatistics } from './runStatistics';

const states: WorkloadState[] = [
  'succeeded',
  'failed',
  'cancelled',
  'running',
  'pending',
];

const runs = fc
  .array(
    fc.record({
      state: fc.constantFrom(...states),
      minutes: fc.integer({ min: 0, max: 600 }),
    }),
    { maxLength: 80 },
  )
  .map(all =>
    all.map<Run>(({ state, minutes }, index) =>
      testRun({
        name: `run-${index}`,
        state,
        startedAt: '2026-01-01T00:00:00Z',
        finishedAt: isTerminalState(state)
          ? new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString()
          : undefined,
      }),
    ),
  );

describe('the statistics of runs', () => {
  it('count what finished, and nothing else', () => {
    fc.assert(
      fc.property(runs, all => {
        const { last, finished, succeeded, cancelled, durations, median } =
          runStatistics(all);
        expect(last).toBe(all[0]);
        const decided = all.filter(({ state }) =>
          ['succeeded', 'failed'].includes(state),
        );
        expect(finished).toEqual(decided.slice(0, FINISHED).reverse());
        expect(succeeded).toBeLessThanOrEqual(finished.length);
        expect(succeeded).toBe(durations.length);
        const count = (state: WorkloadState) =>
          all.filter(run => run.state === state).length;
        expect(cancelled).toBeLessThanOrEqual(count('cancelled'));
        if (decided.length < FINISHED) {
          expect(cancelled).toBe(count('cancelled'));
        }
        const lengths = durations.map(({ milliseconds }) => milliseconds);
        if (median === undefined) {
          expect(lengths).toEqual([]);
        } else {
          const below = lengths.filter(each => each < median).length;
          const above = lengths.filter(each => each > median).length;
          expect(Math.max(below, above)).toBeLessThanOrEqual(
            lengths.length / 2,
          );
        }
      }),
    );
  });

  it('leave out times that cannot be', () => {
    const odd = testRun({
      state: 'succeeded',
      startedAt: '2026-01-02T00:00:00Z',
      finishedAt: '2026-01-01T00:00:00Z',
    });
    const endless = testRun({ state: 'succeeded', finishedAt: undefined });
    expect(runStatistics([odd, endless])).toMatchObject({
      succeeded: 2,
      durations: [],
      median: undefined,
    });
  });
});
