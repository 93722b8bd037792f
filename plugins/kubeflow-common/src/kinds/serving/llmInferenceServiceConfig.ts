import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import { asArray, at, createdAtOf, readConditions } from '../../reading';
import {
  acceleratorsInWords,
  availableReading,
  deleteVerb,
  fact,
  totalRead,
} from '../shared';
import type { KindDefinition, Reading } from '../types';

/**
 * A base on which LLMInferenceServices are configured. Source: kserve/kserve pkg/apis/serving/v1alpha2.
 *
 * @public
 */
export const llmInferenceServiceConfig: KindDefinition = {
  id: 'llminferenceserviceconfig',
  kind: 'LLMInferenceServiceConfig',
  group: 'serving.kserve.io',
  versions: ['v1alpha2', 'v1alpha1'],
  plural: 'llminferenceserviceconfigs',
  scope: 'Namespaced',
  family: 'serving',
  role: 'definition',
  title: {
    one: 'LLM inference service configuration',
    many: 'LLM inference service configurations',
  },
  read: totalRead(readConfig),
  children: () => [],
  verbs: [deleteVerb],
};

function readConfig(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const users = asArray(at(status, 'referencedBy')).length;
  return availableReading({
    message: 'Services can build on it.',
    since: createdAtOf(object),
    conditions: readConditions(status),
    facts: [
      ...fact('model', at(spec, 'model', 'uri')),
      ...fact('image', at(spec, 'template', 'containers', 0, 'image')),
      ...fact(
        'acceleratorsPerPod',
        acceleratorsInWords(acceleratorsOfPodTemplate(at(spec, 'template'))),
      ),
      ...(users > 0 ? fact('usedBy', users) : []),
    ],
  });
}
