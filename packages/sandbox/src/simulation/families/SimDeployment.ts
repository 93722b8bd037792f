import type { ApiObject } from '../../cluster/types';
import type { PodTemplate } from '../objects';
import { ownedBy } from '../objects';
import type { SimPod } from '../pods/SimPod';
import { resources } from '../resources';
import type { Subject } from './Family';

/** An apps/v1 Deployment with its ReplicaSet and pods. */
export class SimDeployment {
  readonly name: string;
  readonly pods: SimPod[];
  readonly #subject: Subject;
  readonly #replicas: number;

  constructor(
    subject: Subject,
    name: string,
    replicas: number,
    labels: Record<string, string>,
    template: PodTemplate,
  ) {
    this.#subject = subject;
    this.#replicas = replicas;
    this.name = name;
    const { world, namespace } = subject;
    // Left by a life that was cut short, by a change of the object.
    world.cluster.delete(this.#id);
    const hash = world.random.suffix(9);
    const spec = {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata.labels, ...labels },
        },
        spec: template.spec,
      },
    };
    const deployment = world.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        namespace,
        name,
        labels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [ownedBy(subject.object)],
      },
      spec: { ...spec, progressDeadlineSeconds: 600 },
      status: {},
    });
    const podLabels = { ...labels, 'pod-template-hash': hash };
    const replicaSet = world.create({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        namespace,
        name: `${name}-${hash}`,
        labels: podLabels,
        ownerReferences: [ownedBy(deployment)],
      },
      spec,
      status: { replicas },
    });
    this.#event(
      deployment,
      'deployment-controller',
      'ScalingReplicaSet',
      `Scaled up replica set ${name}-${hash} from 0 to ${replicas}`,
    );
    this.pods = Array.from({ length: replicas }, () => {
      const pod = `${name}-${hash}-${world.random.suffix()}`;
      this.#event(
        replicaSet,
        'replicaset-controller',
        'SuccessfulCreate',
        `Created pod: ${pod}`,
      );
      return subject.addPod(pod, podLabels, ownedBy(replicaSet), template);
    });
    this.sync();
  }

  get ready(): number {
    return this.pods.filter(pod => pod.isReady).length;
  }

  sync(): void {
    const { world } = this.#subject;
    const isAvailable = this.ready >= this.#replicas;
    const condition = (
      type: string,
      status: string,
      reason: string,
      message: string,
    ) => ({
      type,
      status,
      reason,
      message,
      lastUpdateTime: world.time,
      lastTransitionTime: world.time,
    });
    world.patchStatus(this.#id, {
      observedGeneration: 1,
      replicas: this.#replicas,
      updatedReplicas: this.#replicas,
      readyReplicas: this.ready,
      availableReplicas: this.ready,
      unavailableReplicas: this.#replicas - this.ready,
      conditions: [
        isAvailable
          ? condition(
              'Available',
              'True',
              'MinimumReplicasAvailable',
              'Deployment has minimum availability.',
            )
          : condition(
              'Available',
              'False',
              'MinimumReplicasUnavailable',
              'Deployment does not have minimum availability.',
            ),
        isAvailable
          ? condition(
              'Progressing',
              'True',
              'NewReplicaSetAvailable',
              `ReplicaSet "${this.name}" has successfully progressed.`,
            )
          : condition(
              'Progressing',
              'True',
              'ReplicaSetUpdated',
              `ReplicaSet "${this.name}" is progressing.`,
            ),
      ],
    });
  }

  remove(): void {
    this.#subject.removePods();
    this.#subject.world.cluster.delete(this.#id);
  }

  get #id() {
    return {
      ...resources.deployments,
      namespace: this.#subject.namespace,
      name: this.name,
    };
  }

  #event(
    about: ApiObject,
    component: string,
    reason: string,
    message: string,
  ): void {
    this.#subject.world.events.record(about, {
      type: 'Normal',
      reason,
      message,
      component,
    });
  }
}
