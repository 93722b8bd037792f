/*
 * Messages of the API of servers newer than 2.18, as kubeflow/pipelines has them in backend/api/v2beta1/run.proto and
 * artifact.proto (its pull request 13986): field names, and of what kind each is. In JSON, 64-bit integers are strings,
 * enums their names, and fields of a default value are left out.
 */

type Kind =
  | 'string'
  | 'count'
  | 'int64'
  | 'double'
  | 'boolean'
  | 'time'
  | 'value'
  | readonly string[]
  | { message: Message }
  | { list: Message }
  | { map: true };

export interface Message {
  [field: string]: Kind;
}

const ioTypes = [
  'COMPONENT_DEFAULT_INPUT',
  'TASK_OUTPUT_INPUT',
  'COMPONENT_INPUT',
  'RUNTIME_VALUE_INPUT',
  'COLLECTED_INPUTS',
  'ITERATOR_INPUT',
  'ITERATOR_INPUT_RAW',
  'ITERATOR_OUTPUT',
  'OUTPUT',
  'ONE_OF_OUTPUT',
  'TASK_FINAL_STATUS_OUTPUT',
];

const states = ['RUNNING', 'SUCCEEDED', 'SKIPPED', 'FAILED', 'CACHED'];

const producer: Message = { task_name: 'string', iteration: 'int64' };

export const artifactMessage: Message = {
  artifact_id: 'string',
  name: 'string',
  description: 'string',
  type: [
    'Artifact',
    'Model',
    'Dataset',
    'HTML',
    'Markdown',
    'Metric',
    'ClassificationMetric',
    'SlicedClassificationMetric',
  ],
  uri: 'string',
  metadata: { map: true },
  number_value: 'double',
  created_at: 'time',
  namespace: 'string',
};

export const artifactTaskMessage: Message = {
  id: 'string',
  artifact_id: 'string',
  run_id: 'string',
  task_id: 'string',
  type: ioTypes,
  producer: { message: producer },
  key: 'string',
};

const values: Message = {
  parameters: {
    list: {
      value: 'value',
      type: ioTypes,
      parameter_key: 'string',
      producer: { message: producer },
    },
  },
  artifacts: {
    list: {
      artifacts: { list: artifactMessage },
      type: ioTypes,
      artifact_key: 'string',
      producer: { message: producer },
    },
  },
};

export const taskMessage: Message = {
  name: 'string',
  display_name: 'string',
  task_id: 'string',
  run_id: 'string',
  pods: {
    list: { name: 'string', uid: 'string', type: ['DRIVER', 'EXECUTOR'] },
  },
  cache_fingerprint: 'string',
  create_time: 'time',
  end_time: 'time',
  state: states,
  status_metadata: {
    message: { message: 'string', custom_properties: { map: true } },
  },
  state_history: {
    list: { update_time: 'time', state: states, error: { map: true } },
  },
  type: [
    'ROOT',
    'RUNTIME',
    'CONDITION_BRANCH',
    'CONDITION',
    'LOOP',
    'EXIT_HANDLER',
    'IMPORTER',
    'DAG',
  ],
  type_attributes: {
    message: {
      iteration_index: 'int64',
      iteration_count: 'int64',
      download_to_workspace: 'boolean',
    },
  },
  parent_task_id: 'string',
  child_tasks: { list: { task_id: 'string', name: 'string' } },
  inputs: { message: values },
  outputs: { message: values },
  scope_path: 'string',
};

export const taskListMessage: Message = {
  tasks: { list: taskMessage },
  next_page_token: 'string',
  total_size: 'count',
};

export const artifactListMessage: Message = {
  artifacts: { list: artifactMessage },
  next_page_token: 'string',
  total_size: 'count',
};

export const artifactTaskListMessage: Message = {
  artifact_tasks: { list: artifactTaskMessage },
  next_page_token: 'string',
  total_size: 'count',
};

/** What is in some JSON and could not be in such a message: `tasks[2].state: "DONE"`. */
export function strangeFields(
  json: unknown,
  message: Message,
  path = '',
): string[] {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return [`${path}: ${JSON.stringify(json)}`];
  }
  return Object.entries(json).flatMap(([field, value]) => {
    const kind = message[field];
    const place = path === '' ? field : `${path}.${field}`;
    return kind === undefined
      ? [`${place} is no field`]
      : strangeValue(value, kind, place);
  });
}

const scalars: Record<string, (value: unknown) => boolean> = {
  string: value => typeof value === 'string',
  count: value => Number.isInteger(value),
  int64: value => typeof value === 'string' && /^-?\d+$/.test(value),
  double: value => typeof value === 'number',
  boolean: value => typeof value === 'boolean',
  time: value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  value: value => value !== undefined,
};

function strangeValue(value: unknown, kind: Kind, path: string): string[] {
  const strange = `${path}: ${JSON.stringify(value)}`;
  if (typeof kind === 'string') {
    return scalars[kind]?.(value) ? [] : [strange];
  }
  if (isEnum(kind)) {
    return kind.includes(String(value)) ? [] : [strange];
  }
  if ('list' in kind) {
    return Array.isArray(value)
      ? value.flatMap((one, index) =>
          strangeFields(one, kind.list, `${path}[${index}]`),
        )
      : [strange];
  }
  if ('message' in kind) {
    return strangeFields(value, kind.message, path);
  }
  return typeof value === 'object' && value !== null ? [] : [strange];
}

function isEnum(kind: Kind): kind is readonly string[] {
  return Array.isArray(kind);
}
