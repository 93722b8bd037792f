import type { KubernetesObject } from '../../kubernetesObject';
import {
  asBoolean,
  asNumber,
  asRecords,
  asString,
  at,
  cleanText,
  createdAtOf,
  queueOf,
} from '../../reading';
import type { StateVerdict } from '../../state';
import {
  deleteVerb,
  emptyReading,
  fact,
  patchVerb,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';

const PAUSED_PATH = ['spec', 'paused'] as const;

/**
 * A workspace of Kubeflow Notebooks v2. Source: kubeflow/notebooks (branch notebooks-v2)
 * workspaces/controller/api/v1beta1/workspace_types.go. It has no conditions; what it asks for is an option of its
 * WorkspaceKind and not in the object.
 *
 * @public
 */
export const workspace: KindDefinition = {
  id: 'workspace',
  kind: 'Workspace',
  group: 'kubeflow.org',
  versions: ['v1beta1'],
  plural: 'workspaces',
  scope: 'Namespaced',
  family: 'notebooks',
  role: 'workload',
  title: { one: 'Workspace', many: 'Workspaces' },
  read: totalRead(readWorkspace),
  children: object =>
    podsByLabel({
      'notebooks.kubeflow.org/workspace-name': at(object, 'metadata', 'name'),
    }),
  verbs: [
    patchVerb(
      'suspend',
      PAUSED_PATH,
      true,
      ({ state }) => state !== 'suspended',
    ),
    patchVerb(
      'resume',
      PAUSED_PATH,
      false,
      ({ state }) => state === 'suspended',
    ),
    deleteVerb,
  ],
};

function readWorkspace(object: KubernetesObject): Reading {
  const { status } = object;
  const verdict = verdictOf(object);
  const isUp = verdict.state === 'running';
  return emptyReading({
    ...verdict,
    startedAt: isUp ? millisecondsAt(status, 'lastRunningTime') : undefined,
    replicas: [
      {
        name: 'workspace',
        desired: at(object, 'spec', 'paused') === true ? 0 : 1,
        ready: isUp ? 1 : 0,
      },
    ],
    facts: readFacts(object),
    queue: queueOf(object),
  });
}

function verdictOf(object: KubernetesObject): StateVerdict {
  const { status } = object;
  const isPaused = asBoolean(at(object, 'spec', 'paused')) ?? false;
  const state = asString(at(status, 'state'));
  const message = cleanText(at(status, 'stateMessage'), 1000);
  if (isPaused) {
    const isDone = state === 'Paused' || state === undefined;
    return {
      state: 'suspended',
      reason: isDone ? 'Paused' : 'Pausing',
      message: isDone
        ? 'Paused; it can be resumed, and its volumes stay.'
        : 'Is being paused.',
      since: millisecondsAt(status, 'pauseTime'),
    };
  }
  switch (state) {
    case 'Running':
      return {
        state: 'running',
        reason: state,
        message: 'Ready to be opened.',
        since: millisecondsAt(status, 'lastRunningTime'),
      };
    case 'Pending':
      return {
        state: 'starting',
        reason: state,
        message: 'Its pod is being started.',
        since: createdAtOf(object),
      };
    case 'Paused':
      return {
        state: 'starting',
        reason: 'Resuming',
        message: 'Was paused and is being resumed.',
      };
    case 'Terminating':
      return {
        state: 'restarting',
        reason: state,
        message: 'Its pod is being replaced.',
      };
    case 'Error':
      return {
        state: 'failed',
        reason: state,
        message: message ? sentence(message) : 'Something is wrong with it.',
      };
    case undefined:
      return {
        state: 'pending',
        reason: 'NotReconciled',
        message: 'Accepted; nothing has been created for it yet.',
        since: createdAtOf(object),
      };
    default:
      return {
        state: 'unknown',
        reason: cleanText(state, 200) ?? 'Unknown',
        message: message
          ? sentence(message)
          : 'Its controller does not know how it is.',
      };
  }
}

/** Times are milliseconds since 1970 here; zero is "never". */
function millisecondsAt(
  status: unknown,
  ...path: string[]
): string | undefined {
  const milliseconds = asNumber(at(status, ...path));
  // 8.64e15 is the last day that a Date can hold.
  return milliseconds !== undefined &&
    milliseconds > 0 &&
    milliseconds <= 8.64e15
    ? new Date(milliseconds).toISOString()
    : undefined;
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const kind = cleanText(at(spec, 'kind'), 253);
  const options = at(spec, 'podTemplate', 'options');
  const volumes = at(spec, 'podTemplate', 'volumes');
  const data = asRecords(at(volumes, 'data'))
    .slice(0, 10)
    .map(({ pvcName }) => cleanText(pvcName, 253))
    .filter(Boolean);
  return [
    ...fact('displayName', at(spec, 'displayName')),
    ...fact(
      'workspaceKind',
      kind,
      kind ? { kind: 'workspacekind', name: kind } : undefined,
    ),
    ...fact('imageConfig', at(options, 'imageConfig')),
    ...fact('podConfig', at(options, 'podConfig')),
    ...fact('lastActivity', millisecondsAt(status, 'activity', 'lastActivity')),
    ...fact(
      'volumes',
      [cleanText(at(volumes, 'home'), 253), ...data].filter(Boolean).join(', '),
    ),
    ...(at(status, 'pendingRestart') === true
      ? fact('pendingRestart', 'yes')
      : []),
  ];
}
