import type { KubernetesObject } from '../../kubernetesObject';
import {
  asRecords,
  at,
  cleanText,
  createdAtOf,
  findCondition,
  namespaceOf,
  readConditions,
} from '../../reading';
import { deleteVerb, emptyReading, fact, sentence, totalRead } from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';
import { readinessVerdict } from './readiness';

/**
 * A data flow through models of Seldon Core v2. Source: SeldonIO/seldon-core
 * operator/apis/mlops/v1alpha1/pipeline_types.go. It runs inside of Seldon's own pods and has none itself.
 *
 * @public
 */
export const seldonPipeline: KindDefinition = {
  id: 'seldon-pipeline',
  kind: 'Pipeline',
  group: 'mlops.seldon.io',
  versions: ['v1alpha1'],
  plural: 'pipelines',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'Seldon pipeline', many: 'Seldon pipelines' },
  read: totalRead(readSeldonPipeline),
  children: () => [],
  verbs: [deleteVerb],
};

function readSeldonPipeline(object: KubernetesObject): Reading {
  const conditions = readConditions(object.status);
  const verdict = readinessVerdict(conditions, {
    createdAt: createdAtOf(object),
    ready: 'Answers requests.',
  });
  // The condition's reason is the state of the scheduler (scheduler.proto, PipelineStatus).
  const failed = ['PipelineReady', 'PipelineGwReady']
    .map(type => findCondition(conditions, type))
    .find(condition =>
      /^Pipeline(Failed|FailedTerminating)$/.test(condition?.reason ?? ''),
    );
  return emptyReading({
    ...verdict,
    ...(failed && verdict.state !== 'running'
      ? {
          state: 'failed',
          reason: failed.reason,
          message: sentence(
            failed.message
              ? `The pipeline could not be set up: ${failed.message}`
              : 'The pipeline could not be set up',
          ),
        }
      : {}),
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    conditions,
    facts: stepFacts(object),
  });
}

/** A step has the name of the model that it calls. */
function stepFacts(object: KubernetesObject): FactReading[] {
  return asRecords(at(object, 'spec', 'steps'))
    .slice(0, 20)
    .flatMap(step => {
      const name = cleanText(step.name, 253);
      return fact(
        'step',
        name,
        name
          ? { kind: 'seldon-model', namespace: namespaceOf(object), name }
          : undefined,
      );
    });
}
