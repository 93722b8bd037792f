import fc from 'fast-check';
import { readCron } from './cronExpression';
import { isReadable, nextFireTimes, scheduleState } from './schedule';

const MINUTE = 60_000;
const DAY = 86_400_000;
const now = Date.parse('2026-03-01T12:34:56Z');
const iso = (time: number) => new Date(time).toISOString();

/** Some values of a field, as cron writes them; `undefined`: all. */
const arbitraryField = (min: number, max: number) =>
  fc.option(
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }),
    { nil: undefined },
  );
const written = (values: number[] | undefined) => values?.join(',') ?? '*';

const arbitraryTime = fc
  .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2034, 0) })
  .map(time => Math.floor(time / 1_000) * 1_000);

describe('when a recurring run fires', () => {
  it('is when its cron says, each time of it, in its window', () => {
    fc.assert(
      fc.property(
        fc.record({
          minutes: arbitraryField(0, 59),
          hours: arbitraryField(0, 23),
          days: arbitraryField(1, 31),
          months: arbitraryField(1, 12),
          weekdays: arbitraryField(0, 6),
        }),
        arbitraryTime,
        ({ minutes, hours, days, months, weekdays }, from) => {
          const cron = [0, written(minutes), written(hours), written(days)]
            .concat(written(months), written(weekdays))
            .join(' ');
          const until = from + 2 * DAY;
          const run = { trigger: { cron, endAt: iso(until) } };
          const matches = (time: number) => {
            const date = new Date(time);
            const isDay = days?.includes(date.getUTCDate());
            const isWeekday = weekdays?.includes(date.getUTCDay());
            return (
              (minutes?.includes(date.getUTCMinutes()) ?? true) &&
              (hours?.includes(date.getUTCHours()) ?? true) &&
              (months?.includes(date.getUTCMonth() + 1) ?? true) &&
              // Of the two days, one is enough where both are named.
              (days && weekdays
                ? isDay || isWeekday
                : (isDay ?? isWeekday ?? true))
            );
          };
          const expected: number[] = [];
          const first = Math.floor(from / MINUTE) * MINUTE + MINUTE;
          for (
            let time = first;
            time <= until && expected.length < 5;
            time += MINUTE
          ) {
            if (matches(time)) {
              expected.push(time);
            }
          }
          expect(nextFireTimes(run, from, 5)).toEqual(expected);
        },
      ),
    );
  });

  it('is every interval after its start', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 * 86_400 }),
        arbitraryTime,
        arbitraryTime,
        arbitraryTime,
        fc.boolean(),
        (intervalSeconds, base, at, end, isStart) => {
          const endAt = iso(end);
          const run = isStart
            ? { trigger: { intervalSeconds, startAt: iso(base), endAt } }
            : { trigger: { intervalSeconds, endAt }, createdAt: iso(base) };
          const times = nextFireTimes(run, at, 4);
          for (const [index, time] of times.entries()) {
            expect(time).toBeGreaterThan(at);
            expect(time).toBeGreaterThan(base);
            expect(time).toBeLessThanOrEqual(end);
            expect((time - base) % (intervalSeconds * 1_000)).toBe(0);
            if (index > 0) {
              expect(time - times[index - 1]).toBe(intervalSeconds * 1_000);
            }
          }
          // None is left out before the first.
          if (times.length > 0) {
            expect(times[0] - intervalSeconds * 1_000).toBeLessThanOrEqual(
              Math.max(at, base),
            );
          } else {
            expect(
              Math.max(at, base) + intervalSeconds * 1_000,
            ).toBeGreaterThan(end);
          }
        },
      ),
    );
  });

  it('is said for whatever the server keeps', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            cron: fc.oneof(
              fc.string(),
              fc.string({
                unit: fc.constantFrom(...'0123456789*/,-? @everyhms'),
              }),
            ),
            startAt: fc.string(),
            endAt: fc.oneof(fc.string(), fc.constant('2099-01-01T00:00:00Z')),
            intervalSeconds: fc.integer({ min: 1 }),
          },
          { requiredKeys: [] },
        ),
        fc.boolean(),
        (trigger, enabled) => {
          const times = nextFireTimes({ trigger }, now, 3);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
          const state = scheduleState({ trigger, enabled }, now);
          expect(['active', 'waiting'].includes(state)).toBe(
            enabled && times.length > 0,
          );
          expect(isReadable(trigger)).toBe(state !== 'unreadable');
        },
      ),
    );
  });

  it.each([
    [
      'five fields have the seconds first too',
      '0 30 3 1 *',
      '2026-04-01T03:30:00.000Z',
    ],
    ['a name', '@daily', '2026-03-02T00:00:00.000Z'],
    ['a length', '@every 1h30m', '2026-03-01T14:04:56.000Z'],
    ['a day that no year has', '0 0 0 30 2 *', undefined],
    ['what other crons know: the last day', '0 0 0 L * *', undefined],
    ['what other crons know: Sunday as 7', '0 0 0 * * 7', undefined],
    ['too few fields', '0 3 * *', undefined],
    ['a minute that no hour has', '0 61 * * * *', undefined],
    ['an unknown name', '@reboot', undefined],
  ])('reads a schedule as the scheduler does: %s', (_, cron, expected) => {
    const [time] = nextFireTimes({ trigger: { cron } }, now, 1);
    expect(time === undefined ? undefined : iso(time)).toBe(expected);
  });

  it('is not where it has ended, is off or is not to be read', () => {
    const daily = { cron: '0 0 3 * * *' };
    const state = (trigger: object, enabled = true) =>
      scheduleState({ trigger, enabled }, now);
    expect(state(daily)).toBe('active');
    expect(state(daily, false)).toBe('disabled');
    expect(state({ ...daily, endAt: '2026-03-01T00:00:00Z' })).toBe('ended');
    expect(state({ ...daily, endAt: '2026-03-01T00:00:00Z' }, false)).toBe(
      'ended',
    );
    expect(state({ ...daily, startAt: '2026-05-01T00:00:00Z' })).toBe(
      'waiting',
    );
    expect(state({})).toBe('unreadable');
    expect(readCron('@every 0s')).toBeUndefined();
  });
});
