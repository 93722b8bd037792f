import type {
  RecurringRun,
  Trigger,
} from '@kubeflow-portal/plugin-kubeflow-common';
import { CronExpressionParser } from 'cron-parser';
import { readCron } from './cronExpression';

/** Times in milliseconds since 1970. */
interface Window {
  /** Firings are later than this. */
  after: number;
  /** Firings are not later than this. */
  until: number;
}

/** The latest time that a date can hold. */
const END_OF_TIME = 8_640_000_000_000_000;

/**
 * When a recurring run fires next, as its scheduler reckons
 * (kubeflow/pipelines backend/src/crd/controller/scheduledworkflow/util). Cron is UTC, the usual setting of the server.
 * An interval is counted from the start of the window, or from when the recurring run was made: one that was off for a
 * while may be some time beside it. Total: a schedule that cannot be read never fires.
 *
 * @param now - Milliseconds since 1970
 * @param count - How many times at most
 * @returns Milliseconds since 1970, growing
 */
export function nextFireTimes(
  run: Pick<RecurringRun, 'trigger' | 'createdAt'>,
  now: number,
  count: number,
): number[] {
  const { cron, intervalSeconds, startAt, endAt } = run.trigger;
  const start = parse(startAt);
  const window: Window = {
    after: Math.max(now, start ?? -END_OF_TIME),
    until: parse(endAt) ?? END_OF_TIME,
  };
  if (intervalSeconds !== undefined) {
    const base = start ?? parse(run.createdAt) ?? now;
    return everyTimes(base, intervalSeconds, window, count);
  }
  const schedule = cron === undefined ? undefined : readCron(cron);
  if (!schedule) {
    return [];
  }
  return 'fields' in schedule
    ? cronTimes(schedule.fields, window, count)
    : everyTimes(
        start ?? parse(run.createdAt) ?? now,
        schedule.everySeconds,
        window,
        count,
      );
}

/**
 * - `disabled`: a person has turned it off
 * - `ended`: its window is over, or nothing of its schedule lies in it
 * - `waiting`: its window has not begun
 * - `unreadable`: it has no schedule, or none that the scheduler can read
 */
export type ScheduleState =
  'active' | 'disabled' | 'ended' | 'waiting' | 'unreadable';

/** Whether a recurring run will fire, and why not. */
export function scheduleState(
  run: Pick<RecurringRun, 'trigger' | 'createdAt' | 'enabled'>,
  now: number,
): ScheduleState {
  if (!isReadable(run.trigger)) {
    return 'unreadable';
  }
  if (nextFireTimes(run, now, 1).length === 0) {
    return 'ended';
  }
  if (!run.enabled) {
    return 'disabled';
  }
  return (parse(run.trigger.startAt) ?? now) > now ? 'waiting' : 'active';
}

/** Whether the scheduler can read the schedule. */
export function isReadable(trigger: Trigger): boolean {
  if (trigger.intervalSeconds !== undefined) {
    return true;
  }
  const schedule =
    trigger.cron === undefined ? undefined : readCron(trigger.cron);
  return (
    schedule !== undefined &&
    (!('fields' in schedule) || parseFields(schedule.fields) !== undefined)
  );
}

function everyTimes(
  base: number,
  seconds: number,
  { after, until }: Window,
  count: number,
): number[] {
  const step = seconds * 1_000;
  const passed = Math.max(0, Math.floor((after - base) / step));
  const times: number[] = [];
  for (let index = 1; index <= count; index += 1) {
    const time = base + (passed + index) * step;
    if (time > until) {
      break;
    }
    times.push(time);
  }
  return times;
}

function cronTimes(
  fields: string,
  { after, until }: Window,
  count: number,
): number[] {
  if (after >= END_OF_TIME) {
    return [];
  }
  const expression = parseFields(fields, after);
  const times: number[] = [];
  try {
    while (expression && times.length < count) {
      const time = expression.next().getTime();
      if (time > until) {
        break;
      }
      times.push(time);
    }
  } catch {
    // A day that no year has, the 30th of February: it never fires.
  }
  return times;
}

function parseFields(fields: string, after?: number) {
  try {
    return CronExpressionParser.parse(fields, {
      tz: 'UTC',
      currentDate: after === undefined ? undefined : new Date(after),
    });
  } catch {
    return undefined;
  }
}

function parse(time: string | undefined): number | undefined {
  const value = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(value) ? undefined : value;
}
