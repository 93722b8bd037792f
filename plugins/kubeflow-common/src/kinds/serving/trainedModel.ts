import type { KubernetesObject } from '../../kubernetesObject';
import {
  at,
  cleanText,
  createdAtOf,
  namespaceOf,
  readConditions,
} from '../../reading';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  totalRead,
} from '../shared';
import type { KindDefinition, Reading } from '../types';
import { readinessVerdict } from './readiness';

/**
 * One of several models on a shared InferenceService. Source: kserve/kserve
 * pkg/apis/serving/v1alpha1/trained_model.go. It has no pods of its own: its server's are shown.
 *
 * @public
 */
export const trainedModel: KindDefinition = {
  id: 'trainedmodel',
  kind: 'TrainedModel',
  group: 'serving.kserve.io',
  versions: ['v1alpha1'],
  plural: 'trainedmodels',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'TrainedModel', many: 'TrainedModels' },
  read: totalRead(readTrainedModel),
  children: object =>
    podsByLabel({
      'serving.kserve.io/inferenceservice': at(
        object,
        'spec',
        'inferenceService',
      ),
    }),
  verbs: [deleteVerb],
};

function readTrainedModel(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict = readinessVerdict(conditions, {
    createdAt: createdAtOf(object),
    ready: 'Its server answers requests for it.',
  });
  // These two do not pass by waiting.
  const isStuck =
    verdict.reason === 'IsNotMMSPredictor' ||
    verdict.reason === 'MemoryResourceNotAvailable';
  const server = cleanText(at(spec, 'inferenceService'), 253);
  return emptyReading({
    ...verdict,
    state: isStuck && verdict.state === 'starting' ? 'failed' : verdict.state,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    conditions,
    facts: [
      ...fact('url', at(status, 'url')),
      ...fact('address', at(status, 'address', 'url')),
      ...fact(
        'server',
        server,
        server
          ? {
              kind: 'inferenceservice',
              namespace: namespaceOf(object),
              name: server,
            }
          : undefined,
      ),
      ...fact('model', at(spec, 'model', 'storageUri')),
      ...fact('modelFormat', at(spec, 'model', 'framework')),
      ...fact('memory', at(spec, 'model', 'memory')),
    ],
  });
}
