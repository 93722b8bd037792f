/** A pod whose log Argo may have put away. */
export interface ArchivedPod {
  name: string;
  /** Of the run. */
  namespace: string;
  workflow: string;
  /** ISO 8601; of the workflow. */
  createdAt?: string;
}

/**
 * Where Argo puts what pods leave, as the manifests of Kubeflow Pipelines tell it (`keyFormat` in
 * manifests/kustomize/third-party/argo/base/workflow-controller-configmap-patch.yaml): of newer ones, of older ones, and
 * where its API server looks otherwise (backend/src/apiserver/config/config.json).
 */
export const defaultLogKeys: readonly string[] = [
  'private-artifacts/{{workflow.namespace}}/{{workflow.name}}/{{workflow.creationTimestamp.Y}}/{{workflow.creationTimestamp.m}}/{{workflow.creationTimestamp.d}}/{{pod.name}}/main.log',
  'artifacts/{{workflow.name}}/{{workflow.creationTimestamp.Y}}/{{workflow.creationTimestamp.m}}/{{workflow.creationTimestamp.d}}/{{pod.name}}/main.log',
  'artifacts/{{workflow.name}}/{{pod.name}}/main.log',
];

type Variable = (pod: ArchivedPod) => string | undefined;

const part =
  (from: number, to: number): Variable =>
  ({ createdAt }) =>
    createdAt?.slice(from, to);

const variables: Record<string, Variable> = {
  'pod.name': ({ name }) => name,
  'workflow.name': ({ workflow }) => workflow,
  'workflow.namespace': ({ namespace }) => namespace,
  'workflow.creationTimestamp.Y': part(0, 4),
  'workflow.creationTimestamp.m': part(5, 7),
  'workflow.creationTimestamp.d': part(8, 10),
  'workflow.creationTimestamp.H': part(11, 13),
};

const placeholder = /\{\{([^{}]*)\}\}/g;

/** What is wrong with a format; `undefined` when nothing is. */
export function logKeyProblem(format: string): string | undefined {
  const names = [...format.matchAll(placeholder)].map(([, name = '']) => name);
  const unknown = names.find(name => !Object.hasOwn(variables, name));
  if (unknown !== undefined) {
    return `knows no {{${unknown}}}; there are ${Object.keys(variables).join(', ')}`;
  }
  return names.includes('pod.name')
    ? undefined
    : 'must hold {{pod.name}}, or all pods would have one log';
}

/** What is one step of a key, or a part of one: never several, nor the end of one. */
const step = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * The key of a pod's log; `undefined` when something that stands in the format is not known of the pod, or would lead to
 * another object.
 */
export function archivedLogKey(
  format: string,
  pod: ArchivedPod,
): string | undefined {
  let isKnown = true;
  const key = format.replace(placeholder, (_, name: string) => {
    const value = variables[name]?.(pod);
    isKnown &&= value !== undefined && step.test(value);
    return value ?? '';
  });
  return isKnown ? key : undefined;
}
