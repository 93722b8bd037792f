import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecords,
  asTime,
  at,
  cleanText,
  createdAtOf,
  namespaceOf,
  readConditions,
  trueCondition,
} from '../../reading';
import { isTerminalState, strongestVerdict } from '../../state';
import type { StateVerdict } from '../../state';
import {
  childrenByLabel,
  emptyReading,
  fact,
  sentence,
  spanInWords,
  totalRead,
} from '../shared';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  Reading,
} from '../types';
import { workflow } from './workflow';

/**
 * A recurring run of Kubeflow Pipelines. Source: kubeflow/pipelines
 * backend/src/crd/pkg/apis/scheduledworkflow/v1beta1.
 *
 * It has no verbs: Pipelines keeps recurring runs in its database and would not follow a change that is made here.
 *
 * @public
 */
export const scheduledWorkflow: KindDefinition = {
  id: 'scheduledworkflow',
  kind: 'ScheduledWorkflow',
  group: 'kubeflow.org',
  versions: ['v1beta1'],
  plural: 'scheduledworkflows',
  scope: 'Namespaced',
  family: 'workflows',
  role: 'workload',
  title: { one: 'Scheduled workflow', many: 'Scheduled workflows' },
  read: totalRead(readScheduledWorkflow),
  children: object =>
    childrenByLabel(
      {
        group: workflow.group,
        version: 'v1alpha1',
        plural: workflow.plural,
        kind: workflow.kind,
      },
      {
        'scheduledworkflows.kubeflow.org/scheduledWorkflowName': at(
          object,
          'metadata',
          'name',
        ),
      },
    ),
  verbs: [],
};

function readScheduledWorkflow(object: KubernetesObject): Reading {
  const { status } = object;
  const conditions = readConditions(status);
  const verdict = verdictOf(object, conditions);
  const active = asRecords(at(status, 'workflowHistory', 'active'));
  const [last] = asRecords(at(status, 'workflowHistory', 'completed'));
  return emptyReading({
    ...verdict,
    finishedAt: isTerminalState(verdict.state)
      ? (asTime(at(last, 'finishedAt')) ?? verdict.since)
      : undefined,
    replicas: [
      {
        name: 'runs',
        desired: asCount(at(object, 'spec', 'maxConcurrency')),
        active: active.length,
      },
    ],
    conditions,
    facts: readFacts(object, last),
  });
}

/** Its conditions have no times. */
function verdictOf(
  object: KubernetesObject,
  conditions: readonly ConditionReading[],
): StateVerdict {
  const failed = trueCondition(conditions, 'Error');
  const isEnabled = at(object, 'spec', 'enabled') === true;
  const of = (
    type: string,
    state: StateVerdict['state'],
    message: string,
  ): StateVerdict | undefined =>
    trueCondition(conditions, type) && { state, reason: type, message };
  return strongestVerdict([
    failed && {
      state: 'failed',
      reason: failed.reason ?? 'Error',
      message: failed.message
        ? sentence(failed.message)
        : 'Its schedule cannot be followed.',
    },
    of('Succeeded', 'succeeded', 'Its only run has finished.'),
    // The spec counts before the condition, which follows in a moment. A single run does not heed it.
    isEnabled || trueCondition(conditions, 'Running')
      ? undefined
      : {
          state: 'suspended',
          reason: 'Disabled',
          message: 'Turned off: it starts no runs.',
        },
    of('Running', 'running', 'Its only run is running.'),
    isEnabled && conditions.length > 0
      ? {
          state: 'running',
          reason: 'Enabled',
          message: 'Starts runs by its schedule.',
        }
      : undefined,
    {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; Pipelines has not begun with it yet.',
      since: createdAtOf(object),
    },
  ]);
}

function readFacts(object: KubernetesObject, last: unknown): FactReading[] {
  const { spec, status } = object;
  const trigger = at(spec, 'trigger');
  const seconds = asCount(at(trigger, 'periodicSchedule', 'intervalSecond'));
  const lastName = cleanText(at(last, 'name'), 253);
  return [
    ...fact(
      'schedule',
      cleanText(at(trigger, 'cronSchedule', 'cron'), 100) ??
        (seconds ? `every ${spanInWords(seconds)}` : undefined),
    ),
    ...fact('nextRun', asTime(at(status, 'trigger', 'nextTriggeredTime'))),
    ...fact('previousRun', asTime(at(status, 'trigger', 'lastTriggeredTime'))),
    ...fact(
      'lastRun',
      lastName,
      lastName
        ? { kind: workflow.id, namespace: namespaceOf(object), name: lastName }
        : undefined,
    ),
    ...fact('lastRunPhase', at(last, 'phase')),
    ...fact('runs', asCount(at(status, 'trigger', 'lastWorkflowIndex'))),
    ...fact('maxConcurrency', asCount(at(spec, 'maxConcurrency'))),
    ...fact('pipeline', at(spec, 'pipelineName')),
    ...fact('pipelineVersion', at(spec, 'pipelineVersionId')),
    ...fact('pipelineExperiment', at(spec, 'experimentId')),
  ];
}
