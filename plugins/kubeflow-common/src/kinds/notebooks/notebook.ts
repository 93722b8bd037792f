import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  annotationOf,
  asCount,
  asRecord,
  asRecords,
  asTime,
  at,
  createdAtOf,
  labelOf,
  queueOf,
  readConditions,
} from '../../reading';
import type { StateVerdict } from '../../state';
import { readPod } from '../../pods';
import {
  deleteVerb,
  emptyReading,
  fact,
  patchVerb,
  podsByLabel,
  totalRead,
} from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';

/**
 * Whoever wants a notebook to rest writes the time here; the culler does, too. The value is not read by the
 * controller, only whether there is one (kubeflow/notebooks components/notebook-controller).
 */
const STOP_ANNOTATION = 'kubeflow-resource-stopped';
const STOP_PATH = ['metadata', 'annotations', STOP_ANNOTATION] as const;

/**
 * A notebook server. Source: kubeflow/notebooks (branch notebooks-v1) components/notebook-controller/api.
 *
 * @public
 */
export const notebook: KindDefinition = {
  id: 'notebook',
  kind: 'Notebook',
  group: 'kubeflow.org',
  versions: ['v1', 'v1beta1', 'v1alpha1'],
  plural: 'notebooks',
  scope: 'Namespaced',
  family: 'notebooks',
  role: 'workload',
  title: { one: 'Notebook', many: 'Notebooks' },
  read: totalRead(readNotebook),
  children: object =>
    podsByLabel({ 'notebook-name': at(object, 'metadata', 'name') }),
  verbs: [
    {
      id: 'stop',
      isAvailable: reading => reading.state !== 'suspended',
      request: () => ({
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        body: {
          metadata: {
            annotations: { [STOP_ANNOTATION]: new Date().toISOString() },
          },
        },
      }),
    },
    patchVerb('start', STOP_PATH, null, ({ state }) => state === 'suspended'),
    deleteVerb,
  ],
};

function readNotebook(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const template = at(spec, 'template');
  const ready = asCount(at(status, 'readyReplicas'));
  const verdict = stopVerdict(object, ready ?? 0) ?? podVerdict(object, ready);
  return emptyReading({
    ...verdict,
    startedAt:
      verdict.state === 'suspended'
        ? undefined
        : asTime(at(status, 'containerState', 'running', 'startedAt')),
    replicas: [
      {
        name: 'notebook',
        desired: verdict.state === 'suspended' ? 0 : 1,
        ready,
      },
    ],
    accelerators: acceleratorsOfPodTemplate(template),
    conditions,
    facts: readFacts(object, template),
    queue: queueOf(object),
  });
}

function stopVerdict(
  object: KubernetesObject,
  ready: number,
): StateVerdict | undefined {
  const stoppedAt = at(object, 'metadata', 'annotations', STOP_ANNOTATION);
  if (stoppedAt === undefined) {
    return undefined;
  }
  return {
    state: 'suspended',
    reason: ready > 0 ? 'Stopping' : 'Stopped',
    message:
      ready > 0
        ? 'Is being stopped.'
        : 'Stopped; it can be started again, and its volumes stay.',
    since: asTime(stoppedAt),
  };
}

/**
 * The status mirrors the conditions of the notebook's pod and the state of its container, so it can be read as a pod
 * (kubeflow/notebooks createNotebookStatus).
 */
function podVerdict(
  object: KubernetesObject,
  ready: number | undefined,
): StateVerdict {
  const { status } = object;
  const state = asRecord(at(status, 'containerState')) ?? {};
  const conditions = readConditions(status);
  const mirrored = at(status, 'conditions');
  const since =
    conditions.find(({ type }) => type === 'Ready')?.lastTransitionTime ??
    asTime(at(state, 'running', 'startedAt')) ??
    createdAtOf(object);
  if (ready) {
    return {
      state: 'running',
      reason: 'Ready',
      message: 'Ready to be opened.',
      since,
    };
  }
  if (Object.keys(state).length === 0 && conditions.length === 0) {
    return {
      state: 'pending',
      reason: 'NotReconciled',
      message: 'Accepted; nothing has been created for it yet.',
      since: createdAtOf(object),
    };
  }
  const isTroubled = hasFailed(state);
  const container = mainContainer(object);
  const pod = readPod({
    spec: { containers: container ? [container] : [] },
    status: {
      phase: isTroubled || state.running ? 'Running' : 'Pending',
      conditions: mirrored,
      containerStatuses: [{ name: container?.name, state }],
    },
  });
  return {
    // A notebook's pod is always started again.
    state: isTroubled ? 'restarting' : 'starting',
    reason: pod.reason ?? 'NotReady',
    message: pod.message ?? 'Is being started.',
    since,
  };
}

/** The container ended, or is kept from running by more than an ordinary start. */
function hasFailed(state: Record<string, unknown>): boolean {
  if (asRecord(state.terminated)) {
    return true;
  }
  const waiting = asRecord(state.waiting);
  return (
    waiting !== undefined &&
    waiting.reason !== undefined &&
    waiting.reason !== 'PodInitializing' &&
    waiting.reason !== 'ContainerCreating'
  );
}

/** The container that has the notebook's name, as the controller looks for it, or the first. */
function mainContainer(
  object: KubernetesObject,
): Record<string, unknown> | undefined {
  const containers = asRecords(
    at(object, 'spec', 'template', 'spec', 'containers'),
  );
  const name = at(object, 'metadata', 'name');
  return containers.find(candidate => candidate.name === name) ?? containers[0];
}

function readFacts(object: KubernetesObject, template: unknown): FactReading[] {
  const claims = asRecords(at(template, 'spec', 'volumes'))
    .map(volume => at(volume, 'persistentVolumeClaim', 'claimName'))
    .filter(claim => typeof claim === 'string')
    .slice(0, 10);
  return [
    ...fact('image', mainContainer(object)?.image),
    ...fact(
      'serverType',
      annotationOf(object, 'notebooks.kubeflow.org/server-type') ??
        labelOf(object, 'notebooks.kubeflow.org/server-type'),
    ),
    ...fact(
      'lastActivity',
      asTime(annotationOf(object, 'notebooks.kubeflow.org/last-activity')),
    ),
    ...fact('volumes', claims.join(', ')),
  ];
}
