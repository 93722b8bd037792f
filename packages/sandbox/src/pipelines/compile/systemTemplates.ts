import type { JsonObject } from '../../json';

/** Releases whose images and behaviour the sandbox follows. */
export const images = {
  driver: 'ghcr.io/kubeflow/kfp-driver:2.17.0',
  launcher: 'ghcr.io/kubeflow/kfp-launcher:2.17.0',
  executor: 'quay.io/argoproj/argoexec:v4.0.5',
};

const podEnv = [
  { name: 'KFP_POD_NAME', fieldPath: 'metadata.name' },
  { name: 'KFP_POD_UID', fieldPath: 'metadata.uid' },
].map(({ name, fieldPath }) => ({
  name,
  valueFrom: { fieldRef: { fieldPath } },
}));

const servers = [
  '--ml_pipeline_server_address',
  'ml-pipeline.kubeflow.svc.cluster.local',
  '--ml_pipeline_server_port',
  '8887',
  '--mlmd_server_address',
  'metadata-grpc-service.kubeflow.svc.cluster.local',
  '--mlmd_server_port',
  '8080',
];

const proxies = ['--http_proxy', '', '--https_proxy', '', '--no_proxy', ''];

const logging = ['--log_level', '1', '--publish_logs', 'true'];

const trust = [
  '--ml_pipeline_tls_enabled=false',
  '--metadata_tls_enabled=false',
  '--ca_cert_path',
  '',
];

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

const podSecurity = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

const driverResources = {
  limits: { cpu: '500m', memory: '512Mi' },
  requests: { cpu: '100m', memory: '64Mi' },
};

const annotation = (role: 'driver' | 'launcher') => ({
  annotations: {
    'sidecar.istio.io/inject': 'false',
    'pipelines.kubeflow.org/runtime-role': role,
  },
});

function runArgs(pipeline: string, displayName: string): string[] {
  return [
    '--pipeline_name',
    pipeline,
    '--run_id',
    '{{workflow.uid}}',
    '--run_name',
    '{{workflow.name}}',
    '--run_display_name',
    displayName,
    '--pipeline_job_create_time_utc',
    '{{workflow.creationTimestamp}}',
  ];
}

const input = (name: string) => `{{inputs.parameters.${name}}}`;
const output = (name: string) => `{{outputs.parameters.${name}.path}}`;

/** A flag and the input that gives it. */
const flags = (...pairs: [string, string][]) =>
  pairs.flatMap(([flag, name]) => [flag, input(name)]);

const defaulted = (name: string, value: string) => ({ name, default: value });

const result = (name: string, value?: string) => ({
  name,
  valueFrom: {
    path: `/tmp/outputs/${name}`,
    ...(value === undefined ? {} : { default: value }),
  },
});

/** The pod that resolves the inputs of a DAG and, for loops, counts the rounds. */
export function dagDriver(pipeline: string, displayName: string): JsonObject {
  return {
    name: 'system-dag-driver',
    metadata: annotation('driver'),
    inputs: {
      parameters: [
        { name: 'component' },
        defaulted('runtime-config', ''),
        defaulted('task', ''),
        defaulted('task-name', ''),
        defaulted('parent-dag-id', '0'),
        defaulted('iteration-index', '-1'),
        defaulted('driver-type', 'DAG'),
      ],
    },
    outputs: {
      parameters: [
        result('execution-id'),
        result('iteration-count', '0'),
        result('condition', 'true'),
      ],
    },
    container: {
      name: '',
      image: images.driver,
      command: ['driver'],
      args: [
        ...flags(['--type', 'driver-type']),
        ...runArgs(pipeline, displayName),
        ...flags(
          ['--dag_execution_id', 'parent-dag-id'],
          ['--component', 'component'],
          ['--task', 'task'],
          ['--task_name', 'task-name'],
          ['--runtime_config', 'runtime-config'],
          ['--iteration_index', 'iteration-index'],
        ),
        '--execution_id_path',
        output('execution-id'),
        '--iteration_count_path',
        output('iteration-count'),
        '--condition_path',
        output('condition'),
        ...proxies,
        ...servers,
        '--cache_disabled=false',
        ...logging,
        ...trust,
      ],
      resources: driverResources,
      securityContext: restricted,
    },
    securityContext: podSecurity,
  };
}

/** The pod that resolves the inputs of a container, looks into the cache, and says what the container's pod is to be. */
export function containerDriver(
  pipeline: string,
  displayName: string,
): JsonObject {
  return {
    name: 'system-container-driver',
    metadata: annotation('driver'),
    inputs: {
      parameters: [
        { name: 'component' },
        { name: 'task' },
        { name: 'container' },
        { name: 'task-name' },
        { name: 'parent-dag-id' },
        defaulted('iteration-index', '-1'),
        defaulted('kubernetes-config', ''),
      ],
    },
    outputs: {
      parameters: [
        result('pod-spec-patch', ''),
        { ...result('cached-decision', 'false'), default: 'false' },
        result('condition', 'true'),
      ],
    },
    container: {
      name: '',
      image: images.driver,
      command: ['driver'],
      args: [
        '--type',
        'CONTAINER',
        ...runArgs(pipeline, displayName),
        ...flags(
          ['--dag_execution_id', 'parent-dag-id'],
          ['--component', 'component'],
          ['--task', 'task'],
          ['--task_name', 'task-name'],
          ['--container', 'container'],
          ['--iteration_index', 'iteration-index'],
        ),
        '--cached_decision_path',
        output('cached-decision'),
        '--pod_spec_patch_path',
        output('pod-spec-patch'),
        '--condition_path',
        output('condition'),
        ...flags(['--kubernetes_config', 'kubernetes-config']),
        ...proxies,
        ...servers,
        '--cache_disabled=false',
        ...logging,
        ...trust,
      ],
      env: podEnv,
      resources: driverResources,
      securityContext: restricted,
    },
    securityContext: podSecurity,
  };
}

export const retryInputs = [
  'retry-max-count',
  'retry-backoff-duration',
  'retry-backoff-factor',
  'retry-backoff-max-duration',
];

const pass = (name: string) => ({ name, value: input(name) });

/** The task's own container: skipped when the cache has its outputs, tried again where it is to be. */
export function executor(retried: boolean): JsonObject[] {
  const prefix = retried ? 'retry-' : '';
  const retries = retried ? retryInputs : [];
  const scratch = ['gcs', 's3', 'minio'].map(name => ({
    name: `${name}-scratch`,
    mountPath: `/${name}`,
  }));
  const dots = ['local', 'cache', 'config'].map(name => ({
    name: `dot-${name}-scratch`,
    mountPath: `/.${name}`,
  }));
  const mounts = [
    { name: 'kfp-launcher', mountPath: '/kfp-launcher' },
    ...scratch,
    ...dots,
  ];
  return [
    {
      name: `${prefix}system-container-executor`,
      metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
      inputs: {
        parameters: [
          { name: 'pod-spec-patch' },
          defaulted('cached-decision', 'false'),
          ...retries.map(name => defaulted(name, '0')),
        ],
      },
      outputs: {},
      dag: {
        tasks: [
          {
            name: 'executor',
            template: `${prefix}system-container-impl`,
            arguments: {
              parameters: ['pod-spec-patch', ...retries].map(pass),
            },
            when: `${input('cached-decision')} != true`,
          },
        ],
      },
    },
    {
      name: `${prefix}system-container-impl`,
      metadata: annotation('launcher'),
      inputs: {
        parameters: ['pod-spec-patch', ...retries].map(name => ({ name })),
      },
      outputs: {},
      podSpecPatch: input('pod-spec-patch'),
      ...(retried
        ? {
            retryStrategy: {
              limit: input('retry-max-count'),
              backoff: {
                duration: input('retry-backoff-duration'),
                factor: input('retry-backoff-factor'),
                maxDuration: input('retry-backoff-max-duration'),
              },
            },
          }
        : {}),
      volumes: mounts.map(({ name }) => ({ name, emptyDir: {} })),
      initContainers: [
        {
          name: 'kfp-launcher',
          image: images.launcher,
          command: ['launcher-v2'],
          args: ['--copy', '/kfp-launcher/launch'],
          volumeMounts: mounts.slice(0, 1),
          resources: {
            limits: { cpu: '500m', memory: '256Mi' },
            requests: { cpu: '100m' },
          },
          securityContext: restricted,
        },
      ],
      container: {
        name: '',
        image: 'gcr.io/ml-pipeline/should-be-overridden-during-runtime',
        command: ['should-be-overridden-during-runtime'],
        env: [
          ...podEnv,
          ...(retried
            ? [{ name: 'KFP_RETRY_INDEX', value: '{{retries}}' }]
            : []),
        ],
        envFrom: [
          { configMapRef: { name: 'metadata-grpc-configmap', optional: true } },
        ],
        resources: {},
        volumeMounts: mounts,
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          seccompProfile: { type: 'RuntimeDefault' },
        },
      },
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    },
  ];
}

/** An importer has no driver: one pod does it all. */
export function importer(pipeline: string): JsonObject {
  return {
    name: 'system-importer',
    metadata: annotation('launcher'),
    inputs: {
      parameters: ['task', 'component', 'importer', 'parent-dag-id'].map(
        name => ({ name }),
      ),
    },
    outputs: {},
    container: {
      name: '',
      image: images.launcher,
      command: ['launcher-v2'],
      args: [
        '--executor_type',
        'importer',
        ...flags(
          ['--task_spec', 'task'],
          ['--component_spec', 'component'],
          ['--importer_spec', 'importer'],
        ),
        '--pipeline_name',
        pipeline,
        '--run_id',
        '{{workflow.uid}}',
        ...flags(['--parent_dag_id', 'parent-dag-id']),
        '--pod_name',
        '$(KFP_POD_NAME)',
        '--pod_uid',
        '$(KFP_POD_UID)',
        ...servers.slice(4),
        '--cache_disabled=false',
        ...trust,
        ...logging,
      ],
      env: podEnv,
      envFrom: [
        { configMapRef: { name: 'metadata-grpc-configmap', optional: true } },
      ],
      resources: driverResources,
      securityContext: restricted,
    },
    securityContext: podSecurity,
  };
}
