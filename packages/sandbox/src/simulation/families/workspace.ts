import type { Script } from '../kernel';
import { at, text } from '../kernel';
import { ownedBy, podTemplate } from '../objects';
import { resources } from '../resources';
import type { Family, Subject } from './Family';

/** Workspace as notebooks v2 keeps it. Lives: `healthy`, `unknown-kind`. */
export const workspace: Family = {
  kind: 'Workspace',
  resource: resources.workspaces,
  concerns: object => object.spec,
  live,
};

const images: Record<string, string> = {
  jupyterlab_scipy_200:
    'ghcr.io/kubeflow/kubeflow/notebook-servers/jupyter-scipy:v1.10.0',
};

/** Pod configs and the GPUs that they ask for. */
const gpus: Record<string, number> = { tiny_cpu: 0, small_cpu: 0, big_gpu: 1 };

function* live(subject: Subject): Script {
  const { object, name, world } = subject;
  const seconds = () => Math.floor(world.date.getTime() / 1000);
  const imageConfig =
    text(at(object.spec, 'podTemplate', 'options', 'imageConfig')) ?? '';
  const podConfig =
    text(at(object.spec, 'podTemplate', 'options', 'podConfig')) ?? '';
  const isPaused = at(object.spec, 'paused') === true;
  const write = (
    state: string,
    stateMessage: string,
    pod?: { name: string; node: string },
  ) =>
    subject.status({
      state,
      stateMessage,
      pauseTime: isPaused ? seconds() : 0,
      lastRunningTime: state === 'Running' ? seconds() : 0,
      pendingRestart: false,
      activity: { lastActivity: seconds(), lastUpdate: seconds() },
      podTemplateOptions: {
        imageConfig: { desired: imageConfig },
        podConfig: { desired: podConfig },
      },
      podTemplatePod: {
        name: pod?.name ?? '',
        nodeName: pod?.node ?? '',
        containers: pod ? [{ name: 'main' }] : [],
        initContainers: [],
      },
    });
  if (isPaused) {
    write('Paused', 'Workspace is paused');
    return;
  }
  if (subject.life === 'unknown-kind') {
    write(
      'Error',
      `Workspace references unknown WorkspaceKind: ${text(at(object.spec, 'kind'))}`,
    );
    return;
  }
  write('Pending', 'Workspace is pending');
  const count = gpus[podConfig] ?? 0;
  const template = podTemplate({
    spec: {
      containers: [
        {
          name: 'main',
          image:
            images[imageConfig] ??
            'ghcr.io/kubeflow/kubeflow/notebook-servers/jupyter-scipy:v1.10.0',
          resources:
            count > 0 ? { limits: { 'nvidia.com/gpu': String(count) } } : {},
        },
      ],
    },
  });
  if (!template) {
    return;
  }
  const set = `ws-${name}`;
  const pod = subject.addPod(
    `${set}-0`,
    { 'notebooks.kubeflow.org/workspace-name': name, statefulset: set },
    ownedBy(object),
    template,
  );
  yield* subject.bringUp([pod]);
  write('Running', 'Workspace is running', {
    name: pod.name,
    node: pod.node ?? '',
  });
}
