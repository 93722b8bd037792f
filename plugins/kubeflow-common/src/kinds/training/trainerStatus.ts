import {
  asNumber,
  asRecord,
  asRecords,
  asTime,
  cleanText,
} from '../../reading';
import type { ProgressReading } from '../types';

/** The API allows 256 metrics; a page shows fewer. */
const MAX_METRICS = 64;

/**
 * Progress as the training itself reports it: `status.trainerStatus` of a TrainJob, behind the feature gate
 * `TrainJobStatus` since Trainer 2.2. `undefined` when nothing readable was reported.
 *
 * @param isOver - then nothing remains, whatever the last report said
 */
export function readTrainerStatus(
  value: unknown,
  isOver: boolean,
): ProgressReading | undefined {
  const raw = asRecord(value);
  if (!raw) {
    return undefined;
  }
  const percent = asNumber(raw.progressPercentage);
  const remaining = asNumber(raw.estimatedRemainingSeconds);
  const metrics: { name: string; value: string }[] = [];
  for (const metric of asRecords(raw.metrics)) {
    const name = cleanText(metric.name, 64);
    const reported =
      typeof metric.value === 'number' ? String(metric.value) : metric.value;
    const text = cleanText(reported, 64);
    if (name && text) {
      metrics.push({ name, value: text });
      if (metrics.length === MAX_METRICS) {
        break;
      }
    }
  }
  const progress: ProgressReading = {
    percent:
      percent === undefined ? undefined : Math.min(100, Math.max(0, percent)),
    remainingSeconds:
      remaining === undefined || remaining < 0 || isOver
        ? undefined
        : remaining,
    metrics: metrics.length > 0 ? metrics : undefined,
    updatedAt: asTime(raw.lastUpdatedTime),
  };
  return Object.values(progress).some(entry => entry !== undefined)
    ? progress
    : undefined;
}
