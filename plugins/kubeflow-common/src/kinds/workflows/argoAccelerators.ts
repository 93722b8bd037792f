import { acceleratorsOfPodTemplate, sumAccelerators } from '../../accelerators';
import type { AcceleratorRequest } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import { asArray, asRecord, asRecords, asString, at } from '../../reading';
import { nodeParameter } from './argoNodes';
import type { ArgoNode } from './argoNodes';

/** A patch is a few kilobytes; what is longer is not worth its parsing. */
const MAX_PATCH = 100_000;

/**
 * What the pods that a workflow has right now ask for.
 *
 * The templates alone would not tell: a step can run a hundred times in a loop, or never. So the nodes are counted
 * whose pods wait or run, each with what its template asks for; a workflow whose nodes are not in the object, or that
 * has no pods, asks for nothing.
 */
export function acceleratorsOfNodes(
  object: KubernetesObject,
  nodes: readonly ArgoNode[],
): AcceleratorRequest[] {
  const active = nodes.filter(
    ({ phase }) => phase === 'Running' || phase === 'Pending',
  );
  if (active.length === 0) {
    return [];
  }
  const templates = readTemplates(object);
  const known = new Map<string, AcceleratorRequest[]>();
  return sumAccelerators(
    active.map(node => {
      const template = templates.get(node.templateName ?? '');
      const patch = podSpecPatchOf(object, template, node);
      const key = `${node.templateName}\n${patch ?? ''}`;
      const accelerators = known.get(key) ?? ofPod(object, template, patch);
      known.set(key, accelerators);
      return accelerators;
    }),
  );
}

/** By name: those of the workflow, and those that it took from WorkflowTemplates (`scope/owner/name`). */
function readTemplates(
  object: KubernetesObject,
): Map<string, Record<string, unknown>> {
  const { spec, status } = object;
  const templates = new Map<string, Record<string, unknown>>();
  const stored = asRecord(at(status, 'storedTemplates')) ?? {};
  for (const key of Object.keys(stored)) {
    const template = asRecord(stored[key]);
    if (template) {
      templates.set(key.slice(key.lastIndexOf('/') + 1), template);
    }
  }
  for (const template of [
    ...asRecords(at(status, 'storedWorkflowTemplateSpec', 'templates')),
    ...asRecords(at(spec, 'templates')),
  ]) {
    if (typeof template.name === 'string') {
      templates.set(template.name, template);
    }
  }
  return templates;
}

function ofPod(
  object: KubernetesObject,
  template: Record<string, unknown> | undefined,
  patch: string | undefined,
): AcceleratorRequest[] {
  const { spec } = object;
  const placement = {
    nodeSelector: template?.nodeSelector ?? at(spec, 'nodeSelector'),
    affinity: template?.affinity ?? at(spec, 'affinity'),
  };
  const own = acceleratorsOfPodTemplate({
    ...placement,
    initContainers: template?.initContainers,
    containers: [
      template?.container ?? template?.script,
      ...asArray(at(template, 'containerSet', 'containers')),
      ...asArray(template?.sidecars),
    ],
    resourceClaims: template?.resourceClaims ?? at(spec, 'resourceClaims'),
  });
  // A patch replaces what it names. Pipelines sets all resources of a task by it.
  const patched = patch ? ofPatch(patch, placement) : [];
  return patched.length > 0 ? patched : own;
}

function ofPatch(
  patch: string,
  placement: Record<string, unknown>,
): AcceleratorRequest[] {
  try {
    const spec = asRecord(JSON.parse(patch));
    return acceleratorsOfPodTemplate({ ...placement, ...spec });
  } catch {
    // YAML, or a template that only the controller can fill in.
    return [];
  }
}

function podSpecPatchOf(
  object: KubernetesObject,
  template: Record<string, unknown> | undefined,
  node: ArgoNode,
): string | undefined {
  const patch =
    asString(template?.podSpecPatch) ??
    asString(at(object, 'spec', 'podSpecPatch'));
  const parameter =
    patch && /^\{\{inputs\.parameters\.([\w-]{1,100})\}\}$/.exec(patch)?.[1];
  const filled = parameter ? nodeParameter(node, parameter) : patch;
  return filled && filled.length <= MAX_PATCH ? filled : undefined;
}
