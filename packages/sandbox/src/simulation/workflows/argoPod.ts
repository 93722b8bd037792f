import type { ApiObject } from '../../cluster/types';
import { images } from '../../pipelines/compile/systemTemplates';
import { podNameOf } from '../../pipelines/service/podNameOf';
import type { Json } from '../kernel';
import { at, record, records, stringMap, text } from '../kernel';
import { ownedBy, podTemplate, type PodTemplate } from '../objects';
import type { PodIdentity } from '../pods/SimPod';
import type { PodRequest } from './PodPlan';

/** Lists of objects with names are merged by these, all else is replaced, as strategic merge does with pod specs. */
function merged(base: unknown, patch: unknown): unknown {
  if (Array.isArray(base) && Array.isArray(patch)) {
    const changes = new Map(
      records(patch).map(one => [text(one.name) ?? '', one]),
    );
    if (changes.size === 0 || changes.has('')) {
      return patch;
    }
    const known = records(base).map(one => {
      const change = changes.get(String(one.name));
      changes.delete(String(one.name));
      return change ? merged(one, change) : one;
    });
    return [...known, ...changes.values()];
  }
  const isRecord = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord(base) || !isRecord(patch)) {
    return patch;
  }
  const result: Json = { ...record(base) };
  for (const [key, value] of Object.entries(record(patch))) {
    result[key] = key in result ? merged(result[key], value) : value;
  }
  return result;
}

/** Where Argo's own containers get their instructions. */
const argoVolumes = [
  { name: 'var-run-argo', emptyDir: {} },
  { name: 'tmp-dir-argo', emptyDir: {} },
];

const argoResources = {
  requests: { cpu: '10m', memory: '64Mi' },
  limits: { cpu: '500m', memory: '512Mi' },
};

function argoContainer(name: string, command: string[]): Json {
  return {
    name,
    image: images.executor,
    command,
    resources: argoResources,
    volumeMounts: [{ name: 'var-run-argo', mountPath: '/var/run/argo' }],
  };
}

/**
 * The pod of a node: the template's container as `main`, and beside it what Argo adds.
 *
 * @returns nothing when the template has no container
 */
export function argoPod(
  workflow: ApiObject,
  { node, template }: PodRequest,
  patch: Json,
): { identity: PodIdentity; template: PodTemplate } | undefined {
  const { name, namespace = '' } = workflow.metadata;
  const spec = record(workflow.spec);
  const container = record(template.container ?? template.script);
  const base: Json = {
    serviceAccountName: text(spec.serviceAccountName) ?? 'default',
    ...(template.nodeSelector ? { nodeSelector: template.nodeSelector } : {}),
    ...(template.tolerations ? { tolerations: template.tolerations } : {}),
    ...(template.securityContext
      ? { securityContext: template.securityContext }
      : {}),
    initContainers: [
      argoContainer('init', ['argoexec', 'init', '--loglevel', 'info']),
      ...records(template.initContainers),
    ],
    containers: [
      argoContainer('wait', ['argoexec', 'wait', '--loglevel', 'info']),
      {
        ...container,
        name: 'main',
        image: text(container.image) ?? 'python:3.12-slim',
      },
    ],
    volumes: [...argoVolumes, ...records(template.volumes)],
  };
  const built = podTemplate({ spec: merged(base, patch) });
  if (!built) {
    return undefined;
  }
  return {
    template: built,
    identity: {
      namespace,
      name: podNameOf(workflow, node),
      main: 'main',
      keepsLog: true,
      owner: ownedBy(workflow),
      labels: {
        ...stringMap(at(spec.podMetadata, 'labels')),
        ...stringMap(at(template.metadata, 'labels')),
        'workflows.argoproj.io/workflow': name,
        'workflows.argoproj.io/completed': 'false',
        ...(node.name.includes('.onExit')
          ? { 'workflows.argoproj.io/on-exit': 'true' }
          : {}),
      },
      annotations: {
        ...stringMap(at(spec.podMetadata, 'annotations')),
        ...stringMap(at(template.metadata, 'annotations')),
        'kubectl.kubernetes.io/default-container': 'main',
        'workflows.argoproj.io/node-id': node.id,
        'workflows.argoproj.io/node-name': node.name,
        'workflows.argoproj.io/pod-name-format': 'v2',
      },
    },
  };
}
