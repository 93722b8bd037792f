/**
 * The least that every Kubernetes object has. Everything below `metadata` is `unknown` on purpose: a cluster
 * can hold objects that its own schema would refuse today, so readers check what they touch.
 *
 * @public
 */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: KubernetesMetadata;
  spec?: unknown;
  status?: unknown;
  [key: string]: unknown;
}

/** @public */
export interface KubernetesMetadata {
  name?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: KubernetesOwnerReference[];
  [key: string]: unknown;
}

/** @public */
export interface KubernetesOwnerReference {
  apiVersion?: string;
  kind?: string;
  name?: string;
  uid?: string;
  controller?: boolean;
}
