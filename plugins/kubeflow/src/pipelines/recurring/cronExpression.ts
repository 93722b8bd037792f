/** The schedules by name that the scheduler knows, as six fields (robfig/cron v1, `parseDescriptor`). */
const byName: Record<string, string> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

const secondsOf: Record<string, number> = {
  h: 3_600,
  m: 60,
  s: 1,
  ms: 0.001,
};

const known =
  /^([0-9*?,/-]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)+$/i;

/**
 * What a schedule means to the scheduler of Kubeflow Pipelines (robfig/cron v1.2, seconds first). Five fields are no
 * crontab of old: there too the first one is seconds, and the day of the week is left out.
 *
 * @returns Six fields, or seconds between two firings; nothing when the scheduler cannot read it
 */
export function readCron(
  text: string,
): { fields: string } | { everySeconds: number } | undefined {
  const expression = text.trim();
  if (expression.startsWith('@every ')) {
    const everySeconds = readGoDuration(expression.slice('@every '.length));
    // Less than a second counts as one.
    return everySeconds === undefined
      ? undefined
      : { everySeconds: Math.max(1, Math.floor(everySeconds)) };
  }
  if (expression.startsWith('@')) {
    return Object.hasOwn(byName, expression)
      ? { fields: byName[expression] }
      : undefined;
  }
  const fields = expression.split(/\s+/);
  if (fields.length !== 5 && fields.length !== 6) {
    return undefined;
  }
  // Other crons know the last day, hashes, and Sunday as 7; this one does not.
  if (
    !fields.every(field => known.test(field)) ||
    /(^|[,-])7/.test(fields[5] ?? '')
  ) {
    return undefined;
  }
  return { fields: [...fields, '*'].slice(0, 6).join(' ') };
}

/** `1h30m`; nothing for what is not above zero. */
function readGoDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s))+$/.test(text)) {
    return undefined;
  }
  let seconds = 0;
  for (const [, number, , unit] of text.matchAll(/(\d+(\.\d+)?)(h|ms|m|s)/g)) {
    seconds += Number(number) * secondsOf[unit];
  }
  return seconds > 0 && Number.isFinite(seconds) ? seconds : undefined;
}
