import { CronExpressionParser } from 'cron-parser';
import cronstrue from 'cronstrue';

/** Whether the scheduler of Kubeflow Pipelines reads it: six fields, the seconds first. */
export function isValidCron(expression: string): boolean {
  const text = expression.trim();
  if (text.split(/\s+/).length !== 6) {
    return false;
  }
  try {
    CronExpressionParser.parse(text, { tz: 'UTC' });
    return true;
  } catch {
    return false;
  }
}

/** A cron expression in words, or `undefined` when it cannot be said. */
export function cronInWords(expression: string): string | undefined {
  try {
    return cronstrue.toString(expression.trim(), {
      use24HourTimeFormat: true,
      throwExceptionOnParseError: true,
    });
  } catch {
    return undefined;
  }
}
