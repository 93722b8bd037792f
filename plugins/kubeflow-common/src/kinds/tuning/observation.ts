import { asRecords, asString, at, cleanText } from '../../reading';
import type { ProgressReading } from '../types';

const MAX_METRICS = 32;

/** Katib writes this where a metric has no value (kubeflow/katib pkg/controller.v1beta1/consts). */
const UNAVAILABLE = 'unavailable';

type Metrics = NonNullable<ProgressReading['metrics']>;

/**
 * The metrics of an observation, each by the value that counts for it: the least, the greatest or the latest, as the
 * objective's strategies say.
 *
 * @param observation - `status.observation` of a Trial, or of an Experiment's best one
 * @param objective - `spec.objective`
 */
export function readObservation(
  observation: unknown,
  objective: unknown,
): Metrics | undefined {
  const strategies = new Map(
    asRecords(at(objective, 'metricStrategies'))
      .slice(0, MAX_METRICS)
      .map(({ name, value }) => [name, value]),
  );
  const metrics: Metrics = [];
  for (const metric of asRecords(at(observation, 'metrics'))) {
    const name = cleanText(metric.name, 100);
    const value =
      known(metric[strategyOf(strategies.get(metric.name))]) ??
      known(metric.latest);
    if (name && value) {
      metrics.push({ name, value });
      if (metrics.length === MAX_METRICS) {
        break;
      }
    }
  }
  return metrics.length > 0 ? metrics : undefined;
}

function strategyOf(value: unknown): 'min' | 'max' | 'latest' {
  return value === 'min' || value === 'max' ? value : 'latest';
}

function known(value: unknown): string | undefined {
  const text = cleanText(
    typeof value === 'number' ? String(value) : value,
    100,
  );
  return text === UNAVAILABLE ? undefined : text;
}

/** `maximize accuracy, until 0.99` */
export function objectiveInWords(objective: unknown): string | undefined {
  const metric = cleanText(at(objective, 'objectiveMetricName'), 100);
  if (!metric) {
    return undefined;
  }
  const goal = at(objective, 'goal');
  const type =
    asString(at(objective, 'type')) === 'minimize' ? 'minimize' : 'maximize';
  return `${type} ${metric}${typeof goal === 'number' ? `, until ${goal}` : ''}`;
}

/** `lr=0.01, optimizer=adam` */
export function assignmentsInWords(assignments: unknown): string | undefined {
  const words: string[] = [];
  for (const { name, value } of asRecords(assignments).slice(0, 20)) {
    const key = cleanText(name, 100);
    const text = cleanText(
      typeof value === 'number' ? String(value) : value,
      100,
    );
    if (key && text) {
      words.push(`${key}=${text}`);
    }
  }
  return words.length > 0 ? words.join(', ') : undefined;
}
