import type { ApiObject } from '../../cluster/types';
import { setCondition, type Condition } from '../conditions';
import { at, count, record, text, type Json, type Script } from '../kernel';
import { ownedBy } from '../objects';
import { resources } from '../resources';
import type { Family, Subject } from './Family';
import { assignParameters, runTrial, type TrialRecord } from './trial';

/**
 * Experiment as Katib v0.19 keeps it, with its Suggestion and Trials, each of which runs one pod. Lives: `healthy`,
 * `failing` (every trial fails until the limit is reached).
 */
export const experiment: Family = {
  kind: 'Experiment',
  resource: resources.experiments,
  concerns: object => object.spec,
  live,
};

function* live(subject: Subject): Script {
  const { object, name, world, random } = subject;
  const objective = record(at(object.spec, 'objective'));
  const metric = text(objective.objectiveMetricName) ?? 'accuracy';
  const parallel = count(at(object.spec, 'parallelTrialCount')) ?? 3;
  const most = count(at(object.spec, 'maxTrialCount')) ?? 12;
  const mostFailed = count(at(object.spec, 'maxFailedTrialCount')) ?? 3;
  const trials: TrialRecord[] = [];
  let conditions: Condition[] = [];
  const startTime = world.time;
  const condition = (
    type: string,
    reason: string,
    message: string,
    status: Condition['status'] = 'True',
  ) => {
    conditions = setCondition(conditions, {
      type,
      status,
      reason,
      message,
      lastUpdateTime: world.time,
      lastTransitionTime: world.time,
    });
  };
  const write = (more: Json = {}) =>
    subject.status({
      conditions,
      startTime,
      lastReconcileTime: world.time,
      ...summaryOf(trials, metric),
      ...more,
    });
  condition('Created', 'ExperimentCreated', 'Experiment is created');
  write();
  yield 2;
  suggestion(subject, parallel);
  condition('Running', 'ExperimentRunning', 'Experiment is running');
  write();
  for (;;) {
    const over = trials.filter(({ state }) => state !== 'running').length;
    const failed = trials.filter(({ state }) => state === 'failed').length;
    if (failed >= mostFailed) {
      condition(
        'Running',
        'ExperimentRunning',
        'Experiment is running',
        'False',
      );
      condition(
        'Failed',
        'ExperimentFailed',
        'Experiment has failed because max failed count has reached',
      );
      write({ completionTime: world.time });
      return;
    }
    if (over >= most) {
      condition(
        'Running',
        'ExperimentRunning',
        'Experiment is running',
        'False',
      );
      condition(
        'Succeeded',
        'ExperimentMaxTrialsReached',
        'Experiment has succeeded because max trial count has reached',
      );
      write({ completionTime: world.time });
      return;
    }
    const running = trials.length - over;
    for (
      let free = Math.min(parallel - running, most - trials.length);
      free > 0;
      free--
    ) {
      const trial: TrialRecord = {
        name: `${name}-${random.suffix(8)}`,
        state: 'running',
        assignments: assignParameters(subject),
        metrics: [],
      };
      trials.push(trial);
      world.agenda.start(runTrial(subject, trial, metric, () => write()));
    }
    write();
    yield 15;
  }
}

function summaryOf(trials: readonly TrialRecord[], metric: string): Json {
  const named = (state: TrialRecord['state']) =>
    trials.filter(trial => trial.state === state).map(({ name }) => name);
  const lists = {
    runningTrialList: named('running'),
    succeededTrialList: named('succeeded'),
    failedTrialList: named('failed'),
  };
  const value = (trial: TrialRecord) =>
    Number(trial.metrics.find(({ name }) => name === metric)?.max ?? -1);
  const best = trials
    .filter(({ metrics }) => metrics.length > 0)
    .reduce<TrialRecord | undefined>(
      (found, trial) => (found && value(found) >= value(trial) ? found : trial),
      undefined,
    );
  return {
    trials: trials.length,
    trialsRunning: lists.runningTrialList.length,
    trialsSucceeded: lists.succeededTrialList.length,
    trialsFailed: lists.failedTrialList.length,
    ...lists,
    ...(best
      ? {
          currentOptimalTrial: {
            bestTrialName: best.name,
            parameterAssignments: best.assignments,
            observation: { metrics: best.metrics },
          },
        }
      : {}),
  };
}

function suggestion(subject: Subject, parallel: number): void {
  const { world, object, namespace, name } = subject;
  const at = { lastUpdateTime: world.time, lastTransitionTime: world.time };
  const entry = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    reason,
    message,
    ...at,
  });
  const algorithm = record(record(object.spec).algorithm);
  const present: ApiObject = {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Suggestion',
    metadata: { namespace, name, ownerReferences: [ownedBy(object)] },
    spec: { algorithm, requests: parallel, resumePolicy: 'Never' },
    status: {
      startTime: world.time,
      conditions: [
        entry('Created', 'SuggestionCreated', 'Suggestion is created'),
        entry('DeploymentReady', 'DeploymentReady', 'Deployment is ready'),
        entry('Running', 'SuggestionRunning', 'Suggestion is running'),
      ],
    },
  };
  world.ensure(resources.suggestions, present);
}
