import type { KubernetesObject } from '../../kubernetesObject';
import {
  asArray,
  asString,
  asTime,
  at,
  cleanText,
  createdAtOf,
  namespaceOf,
} from '../../reading';
import type { StateVerdict } from '../../state';
import {
  childrenByLabel,
  deleteVerb,
  emptyReading,
  fact,
  patchVerb,
  sentence,
  totalRead,
} from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';
import { sparkApplication } from './sparkApplication';

const SUSPEND_PATH = ['spec', 'suspend'] as const;

/**
 * Spark jobs by a schedule. Source: kubeflow/spark-operator api/v1beta2/scheduledsparkapplication_types.go. Its runs
 * are SparkApplications, which count what they ask for themselves.
 *
 * @public
 */
export const scheduledSparkApplication: KindDefinition = {
  id: 'scheduledsparkapplication',
  kind: 'ScheduledSparkApplication',
  group: 'sparkoperator.k8s.io',
  versions: ['v1beta2'],
  plural: 'scheduledsparkapplications',
  scope: 'Namespaced',
  family: 'workflows',
  role: 'workload',
  title: {
    one: 'Scheduled SparkApplication',
    many: 'Scheduled SparkApplications',
  },
  read: totalRead(readScheduled),
  children: object =>
    childrenByLabel(
      {
        group: sparkApplication.group,
        version: 'v1beta2',
        plural: sparkApplication.plural,
        kind: sparkApplication.kind,
      },
      {
        'sparkoperator.k8s.io/scheduled-app-name': at(
          object,
          'metadata',
          'name',
        ),
      },
    ),
  verbs: [
    patchVerb(
      'suspend',
      SUSPEND_PATH,
      true,
      ({ state }) => state !== 'suspended',
    ),
    patchVerb(
      'resume',
      SUSPEND_PATH,
      false,
      ({ state }) => state === 'suspended',
    ),
    deleteVerb,
  ],
};

function readScheduled(object: KubernetesObject): Reading {
  return emptyReading({ ...verdictOf(object), facts: readFacts(object) });
}

function verdictOf(object: KubernetesObject): StateVerdict {
  const { spec, status } = object;
  const since = createdAtOf(object);
  const state = asString(at(status, 'scheduleState'));
  if (state === 'FailedValidation') {
    const why = cleanText(at(status, 'reason'), 500);
    return {
      state: 'failed',
      reason: state,
      message: why
        ? `Its schedule cannot be followed: ${sentence(why)}`
        : 'Its schedule cannot be followed.',
      since,
    };
  }
  if (at(spec, 'suspend') === true) {
    return {
      state: 'suspended',
      reason: 'Suspended',
      message: 'Held on purpose: it starts no runs.',
    };
  }
  switch (state) {
    case undefined:
      return {
        state: 'pending',
        reason: 'New',
        message: 'Accepted; the Spark operator has not begun with it yet.',
        since,
      };
    case 'Validating':
      return {
        state: 'starting',
        reason: state,
        message: 'Its schedule is being checked.',
        since,
      };
    case 'Scheduled':
      return {
        state: 'running',
        reason: state,
        message: 'Starts runs by its schedule.',
        since,
      };
    default:
      return {
        state: 'unknown',
        reason: cleanText(state, 200),
        message:
          'The Spark operator gives it a state that the portal does not know.',
        since,
      };
  }
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const last = cleanText(at(status, 'lastRunName'), 253);
  return [
    ...fact('schedule', at(spec, 'schedule')),
    ...fact('timeZone', at(spec, 'timeZone')),
    ...fact('nextRun', asTime(at(status, 'nextRun'))),
    ...fact('previousRun', asTime(at(status, 'lastRun'))),
    ...fact(
      'lastRun',
      last,
      last
        ? {
            kind: sparkApplication.id,
            namespace: namespaceOf(object),
            name: last,
          }
        : undefined,
    ),
    ...fact(
      'pastSucceeded',
      asArray(at(status, 'pastSuccessfulRunNames')).length,
    ),
    ...fact('pastFailed', asArray(at(status, 'pastFailedRunNames')).length),
    ...fact('concurrency', at(spec, 'concurrencyPolicy')),
    ...fact('mainFile', at(spec, 'template', 'mainApplicationFile')),
  ];
}
