import type { TaskValues } from '../../pipelines/store';
import { at, record, records, text, texts, type Json } from '../kernel';
import { valueText } from './resolveInputs';

interface Launch {
  executionNumber: string;
  pipeline: string;
  runId: string;
  component: Json;
  container: Json;
  /** As the launcher is told: inputs, and where the outputs go. */
  executorInput: Json;
  inputs: TaskValues;
  /** `KubernetesExecutorConfig` of the platform spec. */
  kubernetes: Json;
}

const parameterPattern = /\{\{\$\.inputs\.parameters\[['"](.+?)['"]\]\}\}/g;

/** Fills in the inputs that a setting names. */
function filled(value: unknown, inputs: TaskValues): string | undefined {
  return text(value)?.replace(
    parameterPattern,
    (whole: string, name: string) =>
      Object.hasOwn(inputs.parameters, name)
        ? valueText(inputs.parameters[name])
        : whole,
  );
}

function quantity(
  written: unknown,
  number: unknown,
  unit: string,
  inputs: TaskValues,
): string | undefined {
  const given = filled(written, inputs);
  if (given !== undefined) {
    return given;
  }
  return typeof number === 'number' && number !== 0
    ? `${number}${unit}`
    : undefined;
}

function withoutGaps(
  values: Record<string, string | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

function resourcesOf(container: Json, inputs: TaskValues): Json {
  const asked = record(container.resources);
  const accelerator = record(asked.accelerator);
  const type =
    filled(accelerator.resourceType, inputs) ?? text(accelerator.type);
  const count =
    filled(accelerator.resourceCount, inputs) ??
    (accelerator.count === undefined
      ? undefined
      : valueText(accelerator.count));
  return {
    limits: {
      ...withoutGaps({
        cpu: quantity(asked.resourceCpuLimit, asked.cpuLimit, '', inputs),
        memory: quantity(
          asked.resourceMemoryLimit,
          asked.memoryLimit,
          'G',
          inputs,
        ),
      }),
      ...(type && count && count !== '0' ? { [type]: count } : {}),
    },
    requests: withoutGaps({
      cpu: quantity(asked.resourceCpuRequest, asked.cpuRequest, '', inputs),
      memory: quantity(
        asked.resourceMemoryRequest,
        asked.memoryRequest,
        'G',
        inputs,
      ),
    }),
  };
}

function environment(container: Json, kubernetes: Json): Json[] {
  const secrets = records(kubernetes.secretAsEnv).flatMap(secret =>
    records(secret.keyToEnv).map(({ secretKey, envVar }) => ({
      name: envVar,
      valueFrom: {
        secretKeyRef: {
          name:
            text(secret.secretName) ??
            text(at(secret.secretNameParameter, 'runtimeValue', 'constant')),
          key: secretKey,
        },
      },
    })),
  );
  return [
    ...records(container.env).map(({ name, value }) => ({ name, value })),
    ...secrets,
  ];
}

function tolerationsOf(kubernetes: Json): Json[] {
  return records(kubernetes.tolerations).map(
    ({ tolerationJson: _, ...toleration }) => toleration,
  );
}

/** What the driver says that the container's pod is to be: a patch of the pod that the Workflow describes. */
export function podSpecPatch(launch: Launch): Json {
  const { container, inputs, kubernetes } = launch;
  const command = [
    '/kfp-launcher/launch',
    '--executor_type',
    'container',
    '--pipeline_name',
    launch.pipeline,
    '--run_id',
    launch.runId,
    '--execution_id',
    launch.executionNumber,
    '--executor_input',
    JSON.stringify(launch.executorInput),
    '--component_spec',
    JSON.stringify(launch.component),
    '--pod_name',
    '$(KFP_POD_NAME)',
    '--pod_uid',
    '$(KFP_POD_UID)',
    '--ml_pipeline_server_address',
    'ml-pipeline.kubeflow.svc.cluster.local',
    '--ml_pipeline_server_port',
    '8887',
    '--mlmd_server_address',
    'metadata-grpc-service.kubeflow.svc.cluster.local',
    '--mlmd_server_port',
    '8080',
    '--publish_logs',
    'true',
    '--ml_pipeline_tls_enabled=false',
    '--metadata_tls_enabled=false',
    '--ca_cert_path',
    '',
    '--cache_disabled=false',
    '--log_level',
    '1',
    '--',
  ];
  const nodeSelector = record(at(kubernetes.nodeSelector, 'labels'));
  const tolerations = tolerationsOf(kubernetes);
  const pullSecrets = records(kubernetes.imagePullSecret).flatMap(
    ({ secretName }) => text(secretName) ?? [],
  );
  return {
    containers: [
      {
        name: 'main',
        image: filled(container.image, inputs) ?? '',
        command,
        args: [...texts(container.command), ...texts(container.args)],
        env: environment(container, kubernetes),
        resources: resourcesOf(container, inputs),
      },
    ],
    ...(Object.keys(nodeSelector).length > 0 ? { nodeSelector } : {}),
    ...(tolerations.length > 0 ? { tolerations } : {}),
    ...(pullSecrets.length > 0
      ? { imagePullSecrets: pullSecrets.map(name => ({ name })) }
      : {}),
  };
}

/** The value of a flag of the launcher within a patch. */
export function launcherFlag(patch: unknown, flag: string): string | undefined {
  const [main] = records(at(patch, 'containers'));
  const command = texts(main?.command);
  const index = command.indexOf(flag);
  return index < 0 ? undefined : command[index + 1];
}
