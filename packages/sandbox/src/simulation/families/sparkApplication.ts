import type { Json, Script } from '../kernel';
import { at, count, text } from '../kernel';
import { ownedBy, podTemplate } from '../objects';
import type { SimPod } from '../pods/SimPod';
import { resources } from '../resources';
import type { Family, Subject } from './Family';

/** SparkApplication as the Spark operator v2.5 keeps it. Lives: `healthy`, `failed`, `submission-failed`. */
export const sparkApplication: Family = {
  kind: 'SparkApplication',
  resource: resources.sparkApplications,
  concerns: object => object.spec,
  live,
};

function* live(subject: Subject): Script {
  const { name, object, world, random } = subject;
  const component = 'spark-application-controller';
  let info: Json = {};
  const state = (word: string, more: Json = {}) => {
    info = { ...info, ...more };
    subject.status({ applicationState: { state: word }, ...info, ...more });
  };
  subject.event({
    type: 'Normal',
    reason: 'SparkApplicationAdded',
    message: `SparkApplication ${name} was added, enqueuing it for submission`,
    component,
  });
  if (at(object.spec, 'suspend') === true) {
    state('SUSPENDED', { driverInfo: {} });
    return;
  }
  yield 2;
  if (subject.life === 'submission-failed') {
    const errorMessage = `failed to run spark-submit: Exception in thread "main" org.apache.spark.SparkException: Please specify spark.kubernetes.file.upload.path property.`;
    subject.status({
      applicationState: { state: 'FAILED', errorMessage },
      driverInfo: {},
      submissionAttempts: 1,
      lastSubmissionAttemptTime: world.time,
      terminationTime: world.time,
    });
    subject.event({
      type: 'Warning',
      reason: 'SparkApplicationSubmissionFailed',
      message: `failed to submit SparkApplication ${name}: ${errorMessage}`,
      component,
    });
    return;
  }
  const submissionId = random.uuid();
  const id = `spark-${random.hex(32)}`;
  const labels = {
    'sparkoperator.k8s.io/app-name': name,
    'sparkoperator.k8s.io/submission-id': submissionId,
    'sparkoperator.k8s.io/launched-by-spark-operator': 'true',
    'spark-app-selector': id,
    'spark-app-name': name,
  };
  const driver = subject.addPod(
    `${name}-driver`,
    { ...labels, 'spark-role': 'driver' },
    ownedBy(object),
    containerOf(subject, 'driver', 'spark-kubernetes-driver'),
    'Never',
  );
  state('SUBMITTED', {
    submissionID: submissionId,
    submissionAttempts: 1,
    executionAttempts: 1,
    lastSubmissionAttemptTime: world.time,
    terminationTime: null,
    driverInfo: {
      podName: driver.name,
      webUIServiceName: `${name}-ui-svc`,
      webUIPort: 4040,
    },
  });
  subject.event({
    type: 'Normal',
    reason: 'SparkApplicationSubmitted',
    message: `SparkApplication ${name} was submitted successfully`,
    component,
  });
  yield* subject.bringUp([driver]);
  driver.log([
    'INFO SparkContext: Running Spark version 4.0.1',
    `INFO SparkContext: Submitted application: ${name}`,
  ]);
  subject.event({
    type: 'Normal',
    reason: 'SparkDriverRunning',
    message: `Driver ${driver.name} is running`,
    component,
  });
  state('RUNNING', { sparkApplicationId: id });
  const instances = count(at(object.spec, 'executor', 'instances')) ?? 2;
  const executors = Array.from({ length: instances }, (_, index) =>
    subject.addPod(
      `${name}-${random.hex(16)}-exec-${index + 1}`,
      {
        ...labels,
        'spark-role': 'executor',
        'spark-exec-id': String(index + 1),
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        name: driver.name,
        uid: driver.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
      containerOf(subject, 'executor', 'spark-kubernetes-executor'),
      'Never',
    ),
  );
  yield* subject.bringUp(executors);
  state('RUNNING', { executorState: executorStates(executors, 'RUNNING') });
  const stages = random.integer(8, 30);
  for (let stage = 0; stage < stages; stage++) {
    yield random.between(15, 50);
    driver.log([
      `INFO DAGScheduler: ResultStage ${stage} (save at features.py:88) finished in ${random.between(8, 40).toFixed(3)} s`,
    ]);
    if (subject.life === 'failed' && stage === 4) {
      driver.log([
        'ERROR TaskSetManager: Task 17 in stage 4.0 failed 4 times; aborting job',
        'org.apache.spark.SparkException: Job aborted due to stage failure: java.lang.OutOfMemoryError: Java heap space',
      ]);
      break;
    }
  }
  const failed = subject.life === 'failed';
  for (const executor of executors) {
    executor.exit({
      exitCode: failed ? 1 : 0,
      reason: failed ? 'Error' : 'Completed',
    });
  }
  driver.exit({
    exitCode: failed ? 1 : 0,
    reason: failed ? 'Error' : 'Completed',
  });
  subject.status({
    ...info,
    executorState: executorStates(executors, failed ? 'FAILED' : 'COMPLETED'),
    terminationTime: world.time,
    applicationState: failed
      ? {
          state: 'FAILED',
          errorMessage:
            'driver container failed with ExitCode: 1, Reason: Error',
        }
      : { state: 'COMPLETED' },
  });
  subject.event(
    failed
      ? {
          type: 'Warning',
          reason: 'SparkApplicationFailed',
          message: `SparkApplication ${name} failed: driver container failed with ExitCode: 1, Reason: Error`,
          component,
        }
      : {
          type: 'Normal',
          reason: 'SparkApplicationCompleted',
          message: `SparkApplication ${name} completed`,
          component,
        },
  );
}

function executorStates(
  executors: readonly SimPod[],
  state: string,
): Record<string, string> {
  return Object.fromEntries(executors.map(({ name }) => [name, state]));
}

function containerOf(
  { object }: Subject,
  role: 'driver' | 'executor',
  container: string,
) {
  const spec = at(object.spec, role);
  const gpus = count(at(spec, 'gpu', 'quantity')) ?? 0;
  const gpu = text(at(spec, 'gpu', 'name')) ?? 'nvidia.com/gpu';
  const memory = text(at(spec, 'memory')) ?? '4g';
  const template = podTemplate({
    spec: {
      containers: [
        {
          name: container,
          image: text(at(object.spec, 'image')) ?? 'spark:4.0.1',
          args: [role],
          resources: {
            requests: {
              cpu: String(count(at(spec, 'cores')) ?? 1),
              memory: `${Number.parseInt(memory, 10)}Gi`,
            },
            limits: {
              memory: `${Number.parseInt(memory, 10)}Gi`,
              ...(gpus > 0 ? { [gpu]: String(gpus) } : {}),
            },
          },
        },
      ],
    },
  });
  if (!template) {
    throw new Error(
      `No pod template for the ${role} of SparkApplication ${object.metadata.name}`,
    );
  }
  return template;
}
