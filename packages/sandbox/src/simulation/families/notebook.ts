import type { Json, Script } from '../kernel';
import { ownedBy, podTemplate } from '../objects';
import { resources } from '../resources';
import { pullForEver } from './crashLoop';
import type { Family, Subject } from './Family';

const STOPPED = 'kubeflow-resource-stopped';

/** Notebook as notebook-controller v1.11 keeps it. Lives: `healthy`, `image-pull`. */
export const notebook: Family = {
  kind: 'Notebook',
  resource: resources.notebooks,
  concerns: object => [object.spec, object.metadata.annotations?.[STOPPED]],
  live,
};

function* live(subject: Subject): Script {
  const { object, name, namespace, world } = subject;
  const template = podTemplate(
    typeof object.spec === 'object' &&
      object.spec !== null &&
      'template' in object.spec
      ? object.spec.template
      : undefined,
  );
  const isStopped = object.metadata.annotations?.[STOPPED] !== undefined;
  subject.status({ conditions: [], containerState: {}, readyReplicas: 0 });
  if (!template || isStopped) {
    subject.status({
      containerState: { running: null, waiting: null, terminated: null },
    });
    return;
  }
  yield 1;
  const set = world.ensure(resources.statefulSets, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { namespace, name, ownerReferences: [ownedBy(object)] },
    spec: {
      replicas: 1,
      serviceName: '',
      selector: { matchLabels: { statefulset: name } },
      template: {
        metadata: { labels: { statefulset: name, 'notebook-name': name } },
        spec: template.spec,
      },
    },
    status: {},
  });
  const pod = subject.addPod(
    `${name}-0`,
    {
      statefulset: name,
      'notebook-name': name,
      'apps.kubernetes.io/pod-index': '0',
      'statefulset.kubernetes.io/pod-name': `${name}-0`,
    },
    ownedBy(set),
    template,
  );
  // The controller mirrors the pod: its conditions, and the state of the container named like the notebook.
  const mirror = () => {
    const status = world.cluster.get({
      ...resources.pods,
      namespace,
      name: pod.name,
    })?.status as
      | { conditions?: Json[]; containerStatuses?: { state?: Json }[] }
      | undefined;
    const state = status?.containerStatuses?.[0]?.state ?? {};
    subject.status({
      // A probe that never was is no time, and the CRD takes no null for it.
      conditions: (status?.conditions ?? []).map(
        ({ lastProbeTime: _, ...condition }) => condition,
      ),
      // Merge patches leave what they do not name: the other states have to be taken away.
      containerState: {
        running: null,
        waiting: null,
        terminated: null,
        ...state,
      },
      readyReplicas: pod.isReady ? 1 : 0,
    });
  };
  if (subject.life === 'image-pull') {
    while (!pod.schedule()) {
      mirror();
      yield 60;
    }
    mirror();
    yield* pullForEver(
      pod,
      `failed to resolve image: ${pod.image}: not found`,
      mirror,
    );
    return;
  }
  yield* subject.bringUp([pod]);
  mirror();
  pod.log([
    '[I ServerApp] jupyterlab | extension was successfully loaded.',
    `[I ServerApp] Jupyter Server 2.17.0 is running at:`,
    `[I ServerApp] http://${name}-0:8888/notebook/${namespace}/${name}/lab`,
  ]);
  for (;;) {
    yield subject.pause(300, 900);
    subject.patch({
      metadata: {
        annotations: { 'notebooks.kubeflow.org/last-activity': world.time },
      },
    });
    pod.log(['[I ServerApp] Saving file at /work/exploration.ipynb']);
  }
}
