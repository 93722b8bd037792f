/*
 * Cron expressions as the server's library reads them (robfig/cron v1): seconds first, the day of the week may be
 * left out. What crontab takes for "minute hour day month weekday" is there "second minute hour day month".
 */

interface Part {
  name: string;
  low: number;
  high: number;
  names?: string[];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const days = 'sun mon tue wed thu fri sat'.split(' ');

const parts: Part[] = [
  { name: 'second', low: 0, high: 59 },
  { name: 'minute', low: 0, high: 59 },
  { name: 'hour', low: 0, high: 23 },
  { name: 'day of month', low: 1, high: 31 },
  { name: 'month', low: 1, high: 12, names: months },
  { name: 'day of week', low: 0, high: 6, names: days },
];

/** When something is to happen, in UTC. */
export interface CronSchedule {
  /** The first time after a moment; nothing within five years. */
  next(after: Date): Date | undefined;
}

interface Field {
  values: Set<number>;
  /** `*` or `?`: says nothing about the day. */
  open: boolean;
}

function number(text: string, part: Part): number {
  const named = part.names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return part.low + named;
  if (!/^\d+$/.test(text)) {
    throw new Error(
      `Failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

function range(text: string, part: Part, into: Set<number>): boolean {
  const [span, step, ...more] = text.split('/');
  const [first, last, ...rest] = span.split('-');
  if (more.length > 0) throw new Error(`Too many slashes: ${text}`);
  if (rest.length > 0) throw new Error(`Too many hyphens: ${text}`);
  const open = first === '*' || first === '?';
  const low = open ? part.low : number(first, part);
  const high = open
    ? part.high
    : last !== undefined
      ? number(last, part)
      : step !== undefined
        ? part.high
        : low;
  const by = step === undefined ? 1 : number(step, part);
  if (low < part.low) {
    throw new Error(
      `Beginning of range (${low}) below minimum (${part.low}): ${text}`,
    );
  }
  if (high > part.high) {
    throw new Error(
      `End of range (${high}) above maximum (${part.high}): ${text}`,
    );
  }
  if (low > high) {
    throw new Error(
      `Beginning of range (${low}) beyond end of range (${high}): ${text}`,
    );
  }
  if (by === 0) {
    throw new Error(`Step of range should be a positive number: ${text}`);
  }
  for (let value = low; value <= high; value += by) into.add(value);
  return open && step === undefined;
}

function field(text: string, part: Part): Field {
  const values = new Set<number>();
  let open = false;
  for (const piece of text.split(',')) {
    open = range(piece, part, values) || open;
  }
  return { values, open };
}

const descriptors: Record<string, string> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

const units: Record<string, number> = { h: 3600, m: 60, s: 1 };

function every(text: string): CronSchedule {
  const pieces = [...text.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)];
  if (pieces.map(([all]) => all).join('') !== text || text === '') {
    throw new Error(
      `Failed to parse duration @every ${text}: time: invalid duration ${JSON.stringify(text)}`,
    );
  }
  const seconds = Math.max(
    1,
    Math.floor(
      pieces.reduce(
        (sum, [, value, unit]) => sum + Number(value) * units[unit],
        0,
      ),
    ),
  );
  return {
    next: after =>
      new Date((Math.floor(after.getTime() / 1000) + seconds) * 1000),
  };
}

const fiveYears = 5 * 366;

function calendar(fields: Field[]): CronSchedule {
  const [second, minute, hour, day, month, weekday] = fields;
  const sorted = (one: Field) => [...one.values].sort((a, b) => a - b);
  const isDay = (date: Date) => {
    if (!month.values.has(date.getUTCMonth() + 1)) return false;
    const inMonth = day.values.has(date.getUTCDate());
    const inWeek = weekday.values.has(date.getUTCDay());
    // Two days that are both named are alternatives.
    return day.open || weekday.open ? inMonth && inWeek : inMonth || inWeek;
  };
  const times = sorted(hour).flatMap(h =>
    sorted(minute).flatMap(m => sorted(second).map(s => h * 3600 + m * 60 + s)),
  );
  return {
    next(after) {
      const from = Math.floor(after.getTime() / 1000) + 1;
      const midnight = from - (from % 86_400);
      for (let passed = 0; passed < fiveYears; passed += 1) {
        const start = midnight + passed * 86_400;
        if (!isDay(new Date(start * 1000))) continue;
        const time = times.find(one => start + one >= from);
        if (time !== undefined) return new Date((start + time) * 1000);
      }
      return undefined;
    },
  };
}

/** @throws Error in the library's words when it is none */
export function parseCron(expression: string): CronSchedule {
  const text = expression.trim();
  if (text === '') throw new Error('Empty spec string');
  if (text.startsWith('@every ')) return every(text.slice(7).trim());
  if (text.startsWith('@') && !descriptors[text]) {
    throw new Error(`Unrecognized descriptor: ${text}`);
  }
  const words = (descriptors[text] ?? text).split(/\s+/);
  if (words.length < 5 || words.length > 6) {
    throw new Error(
      `Expected 5 to 6 fields, found ${words.length}: ${expression}`,
    );
  }
  if (words.length === 5) words.push('*');
  return calendar(words.map((word, index) => field(word, parts[index])));
}
