import type { Json, Script } from '../kernel';
import { at, count, record, records, text } from '../kernel';
import type { PodTemplate } from '../objects';
import { podTemplate } from '../objects';
import { resources } from '../resources';
import { crashForEver } from './crashLoop';
import type { Family, Subject } from './Family';
import { KnativeConditions } from './readiness';
import { SimDeployment } from './SimDeployment';

const STOP = 'serving.kserve.io/stop';

/**
 * InferenceService as KServe v0.20 keeps it in Standard mode. Lives: `healthy`, `slow` (loads for a long time),
 * `failed-to-load` (the server crashes over its model), `no-runtime`.
 */
export const inferenceService: Family = {
  kind: 'InferenceService',
  resource: resources.inferenceServices,
  concerns: object => [object.spec, object.metadata.annotations?.[STOP]],
  live,
};

function* live(subject: Subject): Script {
  const { object, name, namespace } = subject;
  const conditions = new KnativeConditions(subject, [
    'PredictorReady',
    'IngressReady',
  ]);
  const deploymentName = `${name}-predictor`;
  const internal = `http://${deploymentName}.${namespace}.svc.cluster.local`;
  const runtime =
    text(at(object.spec, 'predictor', 'model', 'runtime')) ??
    runtimeFor(subject);
  const write = (model: Json, more: Json = {}) =>
    subject.status({
      conditions: conditions.list,
      observedGeneration: object.metadata.generation ?? 1,
      deploymentMode: 'Standard',
      modelStatus: model,
      ...more,
    });

  conditions.set('Stopped', 'False');
  if (object.metadata.annotations?.[STOP] === 'true') {
    subject.world.cluster.delete({
      ...resources.deployments,
      namespace,
      name: deploymentName,
    });
    for (const type of ['PredictorReady', 'IngressReady']) {
      conditions.set(type, 'False', 'Stopped');
    }
    conditions.set('Stopped', 'True');
    write(
      {
        transitionStatus: 'InProgress',
        states: { activeModelState: '', targetModelState: 'Pending' },
        copies: { failedCopies: 0, totalCopies: 0 },
      },
      { url: null, address: null, components: { predictor: {} } },
    );
    return;
  }
  if (subject.life === 'no-runtime') {
    const format =
      text(at(object.spec, 'predictor', 'model', 'modelFormat', 'name')) ?? '';
    const message = `No runtime found to support specified predictor with model type: {name:${format} version:<nil>}`;
    conditions.set('PredictorReady', 'Unknown');
    conditions.set('IngressReady', 'Unknown');
    subject.event({
      type: 'Warning',
      reason: 'InternalError',
      message,
      component: 'v1beta1Controllers',
    });
    write({
      transitionStatus: 'InvalidSpec',
      states: { activeModelState: '', targetModelState: 'FailedToLoad' },
      lastFailureInfo: {
        reason: 'NoSupportingRuntime',
        message,
        time: subject.world.time,
      },
    });
    return;
  }
  const deployment = new SimDeployment(
    subject,
    deploymentName,
    count(at(object.spec, 'predictor', 'minReplicas')) ?? 1,
    {
      app: `isvc.${deploymentName}`,
      component: 'predictor',
      'serving.kserve.io/inferenceservice': name,
    },
    predictorTemplate(subject, runtime),
  );
  const waiting = () => {
    deployment.sync();
    conditions.set(
      'PredictorReady',
      'False',
      'MinimumReplicasUnavailable',
      'Deployment does not have minimum availability.',
    );
    conditions.set('IngressReady', 'False', 'Predictor ingress not created');
  };
  const loading = {
    transitionStatus: 'InProgress',
    states: { activeModelState: '', targetModelState: 'Loading' },
    copies: { failedCopies: 0, totalCopies: 0 },
  };
  waiting();
  write(
    {
      ...loading,
      states: { activeModelState: '', targetModelState: 'Pending' },
    },
    { clusterServingRuntimeName: runtime, components: { predictor: {} } },
  );
  yield* subject.bringUp(
    deployment.pods.slice(0, subject.life === 'slow' ? 0 : undefined),
  );
  const [first] = deployment.pods;
  if (!first) {
    return;
  }
  if (subject.life === 'failed-to-load') {
    yield* crashForEver(
      first,
      () => loadFailure(name),
      () => {
        waiting();
        write({
          transitionStatus: 'BlockedByFailedLoad',
          states: { activeModelState: '', targetModelState: 'FailedToLoad' },
          copies: { failedCopies: 1, totalCopies: 0 },
          lastFailureInfo: {
            reason: 'ModelLoadFailed',
            message: loadFailure(name).at(-1) ?? '',
            exitCode: 1,
            location: first.name,
            time: subject.world.time,
          },
        });
      },
    );
    return;
  }
  if (subject.life === 'slow') {
    // The weights take a while: the pod waits for its storage initializer.
    write(loading);
    yield 1200;
    yield* subject.bringUp(deployment.pods);
  }
  yield subject.random.between(5, 20);
  deployment.sync();
  conditions.set(
    'PredictorReady',
    'True',
    'NewReplicaSetAvailable',
    `ReplicaSet "${deploymentName}" has successfully progressed.`,
  );
  conditions.set('IngressReady', 'True');
  write(
    {
      transitionStatus: 'UpToDate',
      states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
      copies: { failedCopies: 0, totalCopies: deployment.ready },
    },
    {
      url: `http://${name}-${namespace}.models.example.com`,
      address: { url: internal },
      components: {
        predictor: {
          url: `http://${deploymentName}-${namespace}.models.example.com`,
        },
      },
    },
  );
  deployment.pods.forEach(pod =>
    pod.log([
      `INFO:     Registering model: ${name}`,
      'INFO:     Started server process [1]',
      'INFO:     Application startup complete.',
      'INFO:     Uvicorn running on http://0.0.0.0:8080 (Press CTRL+C to quit)',
    ]),
  );
  for (;;) {
    yield subject.pause(120, 400);
    const milliseconds = subject.random.between(20, 180).toFixed(1);
    deployment.pods.forEach(pod =>
      pod.log([
        `INFO:     10.32.4.17:50312 - "POST /v2/models/${name}/infer HTTP/1.1" 200 OK ${milliseconds}ms`,
      ]),
    );
  }
}

function runtimeFor({ object }: Subject): string {
  const format =
    text(at(object.spec, 'predictor', 'model', 'modelFormat', 'name')) ??
    'sklearn';
  return format === 'huggingface'
    ? 'kserve-huggingfaceserver'
    : `kserve-${format}server`;
}

/** What the runtime makes of the predictor. */
function predictorTemplate(
  { world, object, name }: Subject,
  runtime: string,
): PodTemplate {
  const found = world.cluster.get({
    ...resources.clusterServingRuntimes,
    name: runtime,
  });
  const [container] = records(at(found?.spec, 'containers'));
  const own = record(at(object.spec, 'predictor', 'model'));
  const template = podTemplate({
    metadata: { labels: {} },
    spec: {
      containers: [
        {
          name: 'kserve-container',
          image:
            text(container?.image) ??
            `kserve/${runtime.replace('kserve-', '')}:v0.20.0`,
          args: [
            `--model_name=${name}`,
            ...(Array.isArray(own.args) ? own.args : []),
          ],
          resources: own.resources ?? container?.resources ?? {},
        },
      ],
    },
  });
  if (!template) {
    throw new Error(`No pod template for InferenceService ${name}`);
  }
  return template;
}

function loadFailure(name: string): string[] {
  return [
    'INFO:     Loading model from /mnt/models',
    'Traceback (most recent call last):',
    '  File "/huggingfaceserver/huggingfaceserver/__main__.py", line 412, in <module>',
    '    model.load()',
    '  File "/prod_venv/lib/python3.12/site-packages/safetensors/torch.py", line 383, in load_file',
    '    with safe_open(filename, framework="pt", device=device) as f:',
    `safetensors_rust.SafetensorError: Error while deserializing header: incomplete metadata, file not fully covered (${name})`,
  ];
}
