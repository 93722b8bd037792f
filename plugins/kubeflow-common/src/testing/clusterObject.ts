import type { KubernetesObject } from '../kubernetesObject';

/** When every object of the fixtures was made, and when its state last changed. */
export const created = '2026-09-01T08:00:00Z';
export const changed = '2026-09-01T09:30:00Z';

/** The same as readings have it. */
export const readCreated = '2026-09-01T08:00:00.000Z';
export const readChanged = '2026-09-01T09:30:00.000Z';

export interface ClusterObjectOptions {
  name?: string;
  /** `null` for an object without a namespace. */
  namespace?: string | null;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** The controller that made it. */
  owner?: { apiVersion: string; kind: string; name: string };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
  /** Fields beside metadata, spec and status. */
  more?: Record<string, unknown>;
}

/** An object as an API server stores it: complete metadata, and only the fields that are there. */
export function clusterObject(
  apiVersion: string,
  kind: string,
  {
    name = 'flowers',
    namespace = 'team-vision',
    labels,
    annotations,
    owner,
    spec,
    status,
    more,
  }: ClusterObjectOptions = {},
): KubernetesObject {
  const object = {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: namespace ?? undefined,
      uid: '0c6b6f0e-3a41-4b0e-9a2f-6b1a2d3c4e5f',
      resourceVersion: '48151623',
      generation: 1,
      creationTimestamp: created,
      labels,
      annotations,
      ownerReferences: owner && [
        {
          ...owner,
          uid: '7e1d0c9b-8a7f-4e6d-9c5b-4a3f2e1d0c9b',
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec,
    status,
    ...more,
  };
  // Through JSON, as everything from an API server: what is undefined is not there.
  return JSON.parse(JSON.stringify(object)) as KubernetesObject;
}

/** A condition, as `metav1.Condition` and Knative have it. */
export function conditionOf(
  type: string,
  status: 'True' | 'False' | 'Unknown',
  reason?: string,
  message?: string,
  lastTransitionTime: string | undefined = changed,
): Record<string, unknown> {
  return { type, status, reason, message, lastTransitionTime };
}

/** Resources of a container that asks for GPUs. */
export function gpus(
  count: number,
  resource = 'nvidia.com/gpu',
): Record<string, unknown> {
  return { limits: { [resource]: String(count), memory: '16Gi' } };
}
