import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import { asCount, asRecords, at, cleanText, createdAtOf } from '../../reading';
import {
  acceleratorsInWords,
  availableReading,
  deleteVerb,
  fact,
  sentence,
  totalRead,
} from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';

const MAX_OPTIONS = 20;

/**
 * A sort of workspace that can be made, with its images and sizes. Source: kubeflow/notebooks (branch notebooks-v2)
 * workspaces/controller/api/v1beta1/workspacekind_types.go.
 *
 * @public
 */
export const workspaceKind: KindDefinition = {
  id: 'workspacekind',
  kind: 'WorkspaceKind',
  group: 'kubeflow.org',
  versions: ['v1beta1'],
  plural: 'workspacekinds',
  scope: 'Cluster',
  family: 'notebooks',
  role: 'definition',
  title: { one: 'Workspace kind', many: 'Workspace kinds' },
  read: totalRead(readWorkspaceKind),
  children: () => [],
  verbs: [deleteVerb],
};

function readWorkspaceKind(object: KubernetesObject): Reading {
  const { spec } = object;
  const spawner = at(spec, 'spawner');
  const why = cleanText(at(spawner, 'deprecationMessage'), 500);
  const isDeprecated = at(spawner, 'deprecated') === true;
  return availableReading({
    reason: isDeprecated ? 'Deprecated' : 'Available',
    message: isDeprecated
      ? `Should not be used any more${why ? `: ${sentence(why)}` : '.'}`
      : 'Workspaces can be made of it.',
    since: createdAtOf(object),
    facts: readFacts(object),
  });
}

function readFacts({ spec, status }: KubernetesObject): FactReading[] {
  const options = at(spec, 'podTemplate', 'options');
  const images = asRecords(at(options, 'imageConfig', 'values'));
  return [
    ...fact('displayName', at(spec, 'spawner', 'displayName')),
    ...fact('description', at(spec, 'spawner', 'description')),
    ...fact('workspaces', asCount(at(status, 'workspaces'))),
    ...(at(spec, 'spawner', 'hidden') === true ? fact('hidden', 'yes') : []),
    ...images
      .slice(0, MAX_OPTIONS)
      .flatMap(image => fact('image', at(image, 'spec', 'image'))),
    ...asRecords(at(options, 'podConfig', 'values'))
      .slice(0, MAX_OPTIONS)
      .flatMap(podConfigFact),
  ];
}

/** `big_gpu (2 × nvidia.com/gpu)` */
function podConfigFact(option: Record<string, unknown>): FactReading[] {
  const id = cleanText(option.id, 100);
  const asksFor = acceleratorsInWords(
    acceleratorsOfPodTemplate({
      containers: [{ resources: at(option, 'spec', 'resources') }],
      nodeSelector: at(option, 'spec', 'nodeSelector'),
      affinity: at(option, 'spec', 'affinity'),
    }),
  );
  return fact('podConfig', asksFor ? `${id ?? '?'} (${asksFor})` : id);
}
