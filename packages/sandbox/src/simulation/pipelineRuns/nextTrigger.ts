import type { ApiObject } from '../../cluster/types';
import { parseCron } from '../../pipelines/service/cron';
import { at, record, text } from '../kernel';

type Seconds = number;

function moment(time: unknown): Seconds | undefined {
  const milliseconds = Date.parse(text(time) ?? '');
  return Number.isNaN(milliseconds)
    ? undefined
    : Math.floor(milliseconds / 1000);
}

/**
 * When a ScheduledWorkflow starts its next run, in seconds since 1970, by the rules of its controller
 * (`backend/src/crd/controller/scheduledworkflow/util`).
 *
 * @param last - for when the one before was meant
 * @returns nothing when there is no next one
 */
export function nextTrigger(
  { spec, metadata }: ApiObject,
  last: Seconds | undefined,
  now: Seconds,
): Seconds | undefined {
  const catchUp = at(spec, 'noCatchup') !== true;
  const created = moment(metadata.creationTimestamp) ?? now;
  const periodic = at(spec, 'trigger', 'periodicSchedule');
  const cron = at(spec, 'trigger', 'cronSchedule');
  if (periodic) {
    return nextPeriod(record(periodic), { last, created, now, catchUp });
  }
  if (cron) {
    return nextCron(record(cron), { last, created, now, catchUp });
  }
  // Without a schedule it runs once.
  return last === undefined ? created : undefined;
}

interface Moments {
  last: Seconds | undefined;
  created: Seconds;
  now: Seconds;
  catchUp: boolean;
}

function nextPeriod(
  schedule: Record<string, unknown>,
  { last, created, now, catchUp }: Moments,
): Seconds | undefined {
  const interval = Number(schedule.intervalSecond ?? 1) || 1;
  const start = moment(schedule.startTime);
  const end = moment(schedule.endTime);
  const from = last ?? start ?? created;
  const next = start !== undefined && start > from ? start : from + interval;
  if (end !== undefined && end < next) {
    return undefined;
  }
  return !catchUp && now >= next + interval ? Math.min(now, end ?? now) : next;
}

function nextCron(
  schedule: Record<string, unknown>,
  { last, created, now, catchUp }: Moments,
): Seconds | undefined {
  let times: ReturnType<typeof parseCron>;
  try {
    times = parseCron(text(schedule.cron) ?? '');
  } catch {
    return undefined;
  }
  const after = (seconds: Seconds) => {
    const next = times.next(new Date(seconds * 1000));
    return next && Math.floor(next.getTime() / 1000);
  };
  const start = moment(schedule.startTime);
  const end = moment(schedule.endTime) ?? Infinity;
  const from = Math.max(last ?? start ?? created, start ?? 0);
  let next = after(from);
  if (next === undefined || end < next) {
    return undefined;
  }
  // Those that were missed are left out but for the last of them.
  while (!catchUp) {
    const following = after(next);
    if (following === undefined || following > now || following > end) {
      break;
    }
    next = following;
  }
  return next;
}
