import { acceleratorOf, type AcceleratorRequest } from '../accelerators';
import { asArray, asBoolean, asCount, asNumber, asString } from '../reading';
import type { PipelineNode } from './graphTypes';
import { field, fieldAt, members, textField } from './pipelineSpec';

type ExecutorFacts = Pick<PipelineNode, 'accelerators' | 'platform'> &
  Partial<PipelineNode>;

/** What the executor of a task says: a container, or an importer. */
export function executorFacts(
  executor: unknown,
  platform: unknown,
): ExecutorFacts {
  const facts: ExecutorFacts = {
    accelerators: [],
    platform: platformFacts(platform),
  };
  const importer = field(executor, 'importer');
  if (importer !== undefined) {
    const uri = field(importer, 'artifactUri');
    return {
      ...facts,
      type: 'importer',
      importer: {
        uri: textField(uri, 'constant') ?? textField(uri, 'runtimeParameter'),
        reimport: asBoolean(field(importer, 'reimport')) ?? false,
      },
    };
  }
  const container =
    field(executor, 'container') ??
    // Of a job for another platform, the first pool has the container.
    fieldAt(executor, 'customJob', 'customJob');
  if (container === undefined) {
    return facts;
  }
  const resources = field(container, 'resources');
  const accelerator = field(resources, 'accelerator');
  const accelerators = acceleratorsOf(accelerator);
  return {
    type: 'executor',
    image: textField(container, 'image'),
    command: texts(field(container, 'command')),
    args: texts(field(container, 'args')),
    env: envOf(field(container, 'env')),
    accelerators,
    resources: resourcesOf(resources),
    platform: [
      ...facts.platform,
      // Decided when it runs, by an input.
      ...(accelerator !== undefined && accelerators.length === 0
        ? [{ key: 'accelerator', value: brief(accelerator) }]
        : []),
    ],
  };
}

/** `{resourceType, resourceCount}`, or what older SDKs wrote: `{type, count}`. */
function acceleratorsOf(accelerator: unknown): AcceleratorRequest[] {
  const type =
    textField(accelerator, 'resourceType') ?? textField(accelerator, 'type');
  const given =
    field(accelerator, 'resourceCount') ?? field(accelerator, 'count');
  const count = asCount(given) ?? (given === undefined ? 1 : undefined);
  if (type === undefined || count === undefined || type.includes('{{')) {
    return [];
  }
  if (count === 0) {
    return [];
  }
  return [
    acceleratorOf(type, count) ?? {
      resource: type,
      // Names that are not resources of Kubernetes: `NVIDIA_TESLA_V100`, `tpu-v3`.
      vendor: /nvidia/i.test(type)
        ? 'nvidia'
        : /tpu/i.test(type)
          ? 'google'
          : 'other',
      count,
    },
  ];
}

function resourcesOf(resources: unknown): PipelineNode['resources'] {
  const quantity = (name: string, old: string) =>
    textField(resources, name) ??
    (asNumber(field(resources, old)) !== undefined
      ? `${String(field(resources, old))}${old.startsWith('memory') ? 'G' : ''}`
      : undefined);
  const found = {
    cpuRequest: quantity('resourceCpuRequest', 'cpuRequest'),
    cpuLimit: quantity('resourceCpuLimit', 'cpuLimit'),
    memoryRequest: quantity('resourceMemoryRequest', 'memoryRequest'),
    memoryLimit: quantity('resourceMemoryLimit', 'memoryLimit'),
  };
  return Object.values(found).some(value => value !== undefined)
    ? found
    : undefined;
}

function envOf(env: unknown): PipelineNode['env'] {
  return asArray(env).flatMap(each => {
    const name = textField(each, 'name');
    return name === undefined
      ? []
      : [{ name, value: textField(each, 'value') ?? '' }];
  });
}

function texts(value: unknown): string[] {
  return asArray(value).flatMap(each =>
    typeof each === 'string' ? [each] : [],
  );
}

/** Lines for people; a platform's own words stay its own. */
function platformFacts(platform: unknown): PipelineNode['platform'] {
  if (platform === undefined) {
    return [];
  }
  return Object.entries(platform ?? {}).map(([key, value]) => ({
    key,
    value: factText(value),
  }));
}

function factText(value: unknown): string {
  const labels = field(value, 'labels');
  if (labels !== undefined) {
    return members(labels).length > 0
      ? brief(labels)
      : Object.entries(labels ?? {})
          .map(([name, text]) => `${name}=${String(text)}`)
          .join(', ');
  }
  return asString(value) ?? brief(value);
}

const MAX_TEXT = 2000;

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? '').slice(0, MAX_TEXT);
}
