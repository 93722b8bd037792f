import { sumAccelerators } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asCount,
  asRecords,
  at,
  cleanText,
  createdAtOf,
  findCondition,
  namespaceOf,
  queueOf,
  readConditions,
} from '../../reading';
import {
  deleteVerb,
  emptyReading,
  fact,
  podsByLabel,
  sentence,
  totalRead,
} from '../shared';
import type {
  ConditionReading,
  FactReading,
  KindDefinition,
  Reading,
} from '../types';
import { readLlmWorkload } from './llmWorkload';
import { readinessVerdict } from './readiness';
import { startServer, stopServer, stopVerdict } from './stopAnnotation';

/** Conditions that say something else than whether it is ready. */
const notReadiness = ['GroupReady', 'GroupDegraded', 'Stopped'];

/**
 * A large language model that KServe serves with llm-d. Source: kserve/kserve pkg/apis/serving/v1alpha2.
 *
 * @public
 */
export const llmInferenceService: KindDefinition = {
  id: 'llminferenceservice',
  kind: 'LLMInferenceService',
  group: 'serving.kserve.io',
  versions: ['v1alpha2', 'v1alpha1'],
  plural: 'llminferenceservices',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'LLMInferenceService', many: 'LLMInferenceServices' },
  read: totalRead(readLlmInferenceService),
  children: object =>
    podsByLabel({
      'app.kubernetes.io/name': at(object, 'metadata', 'name'),
      'app.kubernetes.io/part-of': 'llminferenceservice',
    }),
  verbs: [stopServer, startServer, deleteVerb],
};

function readLlmInferenceService(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict =
    stopVerdict(object, conditions) ??
    readinessVerdict(conditions, {
      createdAt: createdAtOf(object),
      ready: readyInWords(conditions),
      except: notReadiness,
    });
  const prefill = at(spec, 'prefill');
  const workloads = [
    readLlmWorkload(
      prefill === undefined ? 'server' : 'decode',
      spec,
      at(status, 'workloads', 'primary'),
    ),
    ...(prefill === undefined
      ? []
      : [
          readLlmWorkload(
            'prefill',
            prefill,
            at(status, 'workloads', 'prefill'),
          ),
        ]),
  ];
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: workloads.map(({ replica }) => replica),
    accelerators: sumAccelerators(
      workloads.map(({ accelerators }) => accelerators),
    ),
    conditions,
    facts: readFacts(object),
    queue: queueOf(object),
  });
}

/** A routing group that is ill does not make its members unready; it has to be said beside. */
function readyInWords(conditions: readonly ConditionReading[]): string {
  const group = findCondition(conditions, 'GroupReady');
  const degraded = findCondition(conditions, 'GroupDegraded');
  const ill =
    (group?.status === 'False' && group) ||
    (degraded?.status === 'True' && degraded);
  return ill
    ? `Answers requests, but its routing group is not well${
        ill.message ? `: ${sentence(ill.message)}` : '.'
      }`
    : 'Answers requests.';
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const parallelism = at(spec, 'parallelism');
  const adapters = asRecords(at(spec, 'model', 'lora', 'adapters'))
    .slice(0, 20)
    .map(({ name }) => cleanText(name, 100))
    .filter(Boolean);
  return [
    ...fact('url', at(status, 'url')),
    ...fact('model', at(spec, 'model', 'uri')),
    ...fact('modelName', at(spec, 'model', 'name')),
    ...fact('adapters', adapters.join(', ')),
    ...fact('tensorParallelism', asCount(at(parallelism, 'tensor'))),
    ...fact('pipelineParallelism', asCount(at(parallelism, 'pipeline'))),
    ...fact('dataParallelism', asCount(at(parallelism, 'data'))),
    ...fact('routingGroup', at(spec, 'router', 'route', 'group')),
    ...fact('routingWeight', asCount(at(spec, 'router', 'route', 'weight'))),
    ...configFacts(object),
  ];
}

/** What was applied or, before that is known, what is asked for; the first is overruled by the last. */
function configFacts(object: KubernetesObject): FactReading[] {
  const applied = asRecords(at(object, 'status', 'appliedConfigs'));
  const refs =
    applied.length > 0 ? applied : asRecords(at(object, 'spec', 'baseRefs'));
  return refs.slice(0, 20).flatMap(ref => {
    const name = cleanText(ref.name, 253);
    return fact(
      'config',
      name,
      name
        ? {
            kind: 'llminferenceserviceconfig',
            namespace: cleanText(ref.namespace, 253) ?? namespaceOf(object),
            name,
          }
        : undefined,
    );
  });
}
