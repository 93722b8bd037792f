import { setCondition, type Condition } from '../conditions';
import { at, record, records, text, type Json, type Script } from '../kernel';
import { ownedBy, podTemplate, type PodTemplate } from '../objects';
import { resources } from '../resources';
import type { Subject } from './Family';

/** What an Experiment knows of one of its Trials. */
export interface TrialRecord {
  name: string;
  state: 'running' | 'succeeded' | 'failed';
  assignments: { name: string; value: string }[];
  metrics: { name: string; latest: string; min: string; max: string }[];
}

/** One trial: its object, its pod, what it measured. */
export function* runTrial(
  subject: Subject,
  trial: TrialRecord,
  metric: string,
  onChange: () => void,
): Script {
  const { object, namespace, name, world, random } = subject;
  const template = trialTemplate(subject, trial);
  let conditions: Condition[] = [];
  const labels = { 'katib.kubeflow.org/experiment': name };
  const created = world.create({
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Trial',
    metadata: {
      namespace,
      name: trial.name,
      labels,
      ownerReferences: [ownedBy(object)],
    },
    spec: {
      objective: at(object.spec, 'objective'),
      parameterAssignments: trial.assignments,
      primaryContainerName: 'training-container',
      successCondition:
        'status.conditions.#(type=="Complete")#|#(status=="True")#',
      failureCondition:
        'status.conditions.#(type=="Failed")#|#(status=="True")#',
      metricsCollector: { collector: { kind: 'StdOut' } },
      runSpec: at(object.spec, 'trialTemplate', 'trialSpec') ?? {},
    },
    status: {},
  });
  const write = (
    type: string,
    reason: string,
    message: string,
    status: Condition['status'] = 'True',
    more: Json = {},
  ) => {
    conditions = setCondition(conditions, {
      type,
      status,
      reason,
      message,
      lastUpdateTime: world.time,
      lastTransitionTime: world.time,
    });
    world.patchStatus(
      { ...resources.trials, namespace, name: trial.name },
      { conditions, ...more },
    );
  };
  write('Created', 'TrialCreated', 'Trial is created', 'True', {
    startTime: world.time,
  });
  const isGone = () =>
    !world.cluster.get({ ...resources.trials, namespace, name: trial.name });
  yield 2;
  if (isGone()) {
    return;
  }
  const pod = subject.addPod(
    `${trial.name}-${random.suffix()}`,
    {
      ...labels,
      'katib.kubeflow.org/trial': trial.name,
      'batch.kubernetes.io/job-name': trial.name,
    },
    ownedBy(created),
    template,
    'Never',
  );
  yield* subject.bringUp([pod]);
  if (pod.isGone) {
    return;
  }
  write('Running', 'TrialRunning', 'Trial is running');
  onChange();
  const best = random.between(0.72, 0.97);
  const values: number[] = [];
  const epochs = 10;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    yield random.between(8, 22);
    const value = best * (1 - Math.exp((-4 * epoch) / epochs));
    values.push(value);
    pod.log([
      `epoch=${epoch} ${metric}=${value.toFixed(4)} loss=${(1.9 - value).toFixed(4)}`,
    ]);
  }
  if (pod.isGone) {
    return;
  }
  if (subject.life === 'failing' || random.chance(0.03)) {
    pod.log(['ValueError: learning rate 1.3 is out of range [0, 1]']);
    pod.exit({ exitCode: 1, reason: 'Error' });
    trial.state = 'failed';
    write('Running', 'TrialRunning', 'Trial is running', 'False');
    write(
      'Failed',
      'TrialFailed',
      'Trial has failed. Job message: Job has reached the specified backoff limit',
      'True',
      { completionTime: world.time },
    );
  } else {
    pod.exit({ exitCode: 0, reason: 'Completed' });
    trial.state = 'succeeded';
    trial.metrics = [
      {
        name: metric,
        latest: (values.at(-1) ?? 0).toFixed(4),
        min: Math.min(...values).toFixed(4),
        max: Math.max(...values).toFixed(4),
      },
    ];
    write('Running', 'TrialRunning', 'Trial is running', 'False');
    write('Succeeded', 'TrialSucceeded', 'Trial has succeeded', 'True', {
      completionTime: world.time,
      observation: { metrics: trial.metrics },
    });
  }
  if (at(object.spec, 'trialTemplate', 'retain') !== true) {
    // Katib deletes the job of a trial that is over, and its pods with it.
    pod.remove();
  }
  onChange();
}

/** Draws a value for each parameter of the search space. */
export function assignParameters({
  object,
  random,
}: Subject): { name: string; value: string }[] {
  return records(at(object.spec, 'parameters')).flatMap(parameter => {
    const name = text(parameter.name);
    const space = record(parameter.feasibleSpace);
    const list = Array.isArray(space.list)
      ? space.list.filter(entry => typeof entry === 'string')
      : [];
    if (!name) {
      return [];
    }
    if (list.length > 0) {
      return [{ name, value: random.pick(list) }];
    }
    const low = Number(space.min ?? 0);
    const high = Number(space.max ?? 1);
    const drawn = random.between(low, high);
    return [
      {
        name,
        value:
          parameter.parameterType === 'int'
            ? String(Math.round(drawn))
            : drawn.toFixed(5),
      },
    ];
  });
}

function trialTemplate({ object }: Subject, trial: TrialRecord): PodTemplate {
  const template = podTemplate(
    at(object.spec, 'trialTemplate', 'trialSpec', 'spec', 'template'),
  );
  const args = trial.assignments.map(({ name, value }) => `--${name}=${value}`);
  if (!template) {
    return {
      metadata: { labels: {}, annotations: {} },
      spec: {
        containers: [
          {
            name: 'training-container',
            image: 'ghcr.io/acme/tabular:1.9',
            args,
          },
        ],
      },
    };
  }
  const [main, ...others] = template.spec.containers;
  return {
    ...template,
    spec: { ...template.spec, containers: [{ ...main, args }, ...others] },
  };
}
