import type { Script } from '../kernel';
import { at, count, text } from '../kernel';
import { podTemplate } from '../objects';
import { resources } from '../resources';
import { crashForEver } from './crashLoop';
import type { Family, Subject } from './Family';
import { KnativeConditions } from './readiness';
import { SimDeployment } from './SimDeployment';

/** LLMInferenceService as KServe v0.20 keeps it. Lives: `healthy`, `out-of-memory` (vLLM does not fit into the GPU). */
export const llmInferenceService: Family = {
  kind: 'LLMInferenceService',
  resource: resources.llmInferenceServices,
  concerns: object => object.spec,
  live,
};

function* live(subject: Subject): Script {
  const { object, name, namespace } = subject;
  const conditions = new KnativeConditions(subject, [
    'PresetsCombined',
    'WorkloadsReady',
    'RouterReady',
  ]);
  const model = text(at(object.spec, 'model', 'name')) ?? name;
  const template = podTemplate({
    spec: at(object.spec, 'template') ?? {
      containers: [{ name: 'main', image: 'ghcr.io/llm-d/llm-d-cuda:v0.5.0' }],
    },
  });
  if (!template) {
    return;
  }
  const write = (more: Record<string, unknown> = {}) =>
    subject.status({
      conditions: conditions.list,
      observedGeneration: 1,
      ...more,
    });
  const workload = `${name}-kserve`;
  conditions.set('PresetsCombined', 'True');
  const deployment = new SimDeployment(
    subject,
    workload,
    count(at(object.spec, 'replicas')) ?? 1,
    {
      'app.kubernetes.io/component': 'llminferenceservice-workload',
      'app.kubernetes.io/name': name,
      'app.kubernetes.io/part-of': 'llminferenceservice',
      'kserve.io/component': 'workload',
      'llm-d.ai/role': 'both',
    },
    template,
  );
  const sync = () => {
    deployment.sync();
    const isReady = deployment.ready === deployment.pods.length;
    const why: [string?, string?] = isReady
      ? []
      : [
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
        ];
    conditions.set('MainWorkloadReady', isReady ? 'True' : 'False', ...why);
    conditions.set('WorkloadsReady', isReady ? 'True' : 'False', ...why);
    write({
      workloads: {
        primary: {
          apiGroup: 'apps',
          kind: 'Deployment',
          name: workload,
          readyReplicas: deployment.ready,
        },
        service: { kind: 'Service', name: `${workload}-svc` },
      },
      appliedConfigs: [
        {
          name: 'kserve-config-llm-template',
          namespace: 'kserve',
          source: 'Preset',
        },
      ],
    });
  };
  conditions.set('GatewaysReady', 'True');
  conditions.set('HTTPRoutesReady', 'True');
  conditions.set('InferencePoolReady', 'True');
  conditions.set('RouterReady', 'True');
  sync();
  yield* subject.bringUp(deployment.pods);
  const [first] = deployment.pods;
  if (subject.life === 'out-of-memory' && first) {
    yield* crashForEver(first, () => outOfMemory, sync);
    return;
  }
  sync();
  const url = `http://inference-gateway.models.example.com/${namespace}/${name}`;
  write({
    url,
    address: { url },
    addresses: [{ name: 'gateway-external', url, models: [{ name: model }] }],
  });
  first?.log([
    `INFO vllm: Starting to load model ${model}...`,
    'INFO vllm: Loading weights took 71.42 seconds',
    'INFO vllm: Maximum concurrency for 8,192 tokens per request: 41.6x',
    'INFO vllm: Application startup complete.',
  ]);
  for (;;) {
    yield subject.pause(30, 120);
    const tokens = subject.random.between(300, 2400).toFixed(1);
    first?.log([
      `INFO vllm: Engine 000: Avg prompt throughput: ${(Number(tokens) * 1.4).toFixed(1)} tokens/s, Avg generation throughput: ${tokens} tokens/s, Running: ${subject.random.integer(1, 24)} reqs, Waiting: 0 reqs`,
    ]);
  }
}

const outOfMemory = [
  'INFO vllm: Starting to load model meta-llama/Llama-3.3-70B-Instruct...',
  'ERROR vllm: EngineCore failed to start.',
  'Traceback (most recent call last):',
  '  File "/opt/vllm/lib64/python3.12/site-packages/vllm/v1/worker/gpu_worker.py", line 201, in load_model',
  '    self.model_runner.load_model()',
  'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 448.00 MiB. GPU 0 has a total capacity of 22.05 GiB of which 212.12 MiB is free.',
];
