import type { ConditionReading } from '../kinds/types';
import { cleanText } from './cleanText';
import { asRecord, asArray, asTime, at } from './tolerant';

/** More condition types than any API has; what comes after is left out. */
const MAX_CONDITIONS = 64;

/**
 * The conditions of a status, one per type (the last one counts), cleaned. Reads `metav1.Condition` as well as its
 * relatives: Knative's, and the training operator's with `lastUpdateTime`. The cost is bounded whatever the list holds.
 *
 * @param status - the object's `status`
 * @public
 */
export function readConditions(status: unknown): ConditionReading[] {
  const latest = new Map<string, Record<string, unknown>>();
  for (const element of asArray(at(status, 'conditions'))) {
    const raw = asRecord(element);
    const type =
      raw && typeof raw.type === 'string' ? raw.type.slice(0, 256) : '';
    if (raw && type !== '') {
      latest.set(type, raw);
    }
  }
  const readings: ConditionReading[] = [];
  for (const [rawType, raw] of latest) {
    const type = cleanText(rawType, 200);
    if (!type) {
      continue;
    }
    if (readings.length === MAX_CONDITIONS) {
      break;
    }
    readings.push({
      type,
      status: conditionStatus(raw.status),
      reason: cleanText(raw.reason, 200),
      message: cleanText(raw.message),
      lastTransitionTime:
        asTime(raw.lastTransitionTime) ?? asTime(raw.lastUpdateTime),
    });
  }
  return readings;
}

function conditionStatus(value: unknown): ConditionReading['status'] {
  if (value === true || value === 'True' || value === 'true') {
    return 'True';
  }
  return value === false || value === 'False' || value === 'false'
    ? 'False'
    : 'Unknown';
}

/** The condition of a type, whatever its status. @public */
export function findCondition(
  conditions: readonly ConditionReading[],
  type: string,
): ConditionReading | undefined {
  return conditions.find(candidate => candidate.type === type);
}

/** The condition of a type, if its status is `True`. @public */
export function trueCondition(
  conditions: readonly ConditionReading[],
  type: string,
): ConditionReading | undefined {
  return conditions.find(
    candidate => candidate.type === type && candidate.status === 'True',
  );
}

/** The condition of a type, if its status is `False`. @public */
export function falseCondition(
  conditions: readonly ConditionReading[],
  type: string,
): ConditionReading | undefined {
  return conditions.find(
    candidate => candidate.type === type && candidate.status === 'False',
  );
}

/** The time of the last change among conditions. @public */
export function lastTransition(
  conditions: readonly ConditionReading[],
): string | undefined {
  let latest: string | undefined;
  for (const { lastTransitionTime } of conditions) {
    // ISO 8601 in UTC compares as text.
    if (lastTransitionTime && (!latest || lastTransitionTime > latest)) {
      latest = lastTransitionTime;
    }
  }
  return latest;
}
