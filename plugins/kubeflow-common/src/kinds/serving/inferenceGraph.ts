import {
  acceleratorsOfResources,
  multiplyAccelerators,
} from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import {
  asRecord,
  asRecords,
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
import type { FactReading, KindDefinition, Reading } from '../types';
import { minReplicas } from './componentPods';
import { deploymentModeFact } from './deploymentMode';
import { readinessVerdict } from './readiness';
import { startServer, stopServer, stopVerdict } from './stopAnnotation';

const MAX_NODES = 50;
const MAX_SERVICES = 20;

/**
 * A router that chains models. Source: kserve/kserve pkg/apis/serving/v1alpha1/inference_graph.go.
 *
 * @public
 */
export const inferenceGraph: KindDefinition = {
  id: 'inferencegraph',
  kind: 'InferenceGraph',
  group: 'serving.kserve.io',
  versions: ['v1alpha1'],
  plural: 'inferencegraphs',
  scope: 'Namespaced',
  family: 'serving',
  role: 'workload',
  title: { one: 'InferenceGraph', many: 'InferenceGraphs' },
  read: totalRead(readInferenceGraph),
  children: object =>
    podsByLabel({
      'serving.kserve.io/inferencegraph': at(object, 'metadata', 'name'),
    }),
  verbs: [stopServer, startServer, deleteVerb],
};

function readInferenceGraph(object: KubernetesObject): Reading {
  const { spec, status } = object;
  const conditions = readConditions(status);
  const verdict =
    stopVerdict(object, conditions) ??
    readinessVerdict(conditions, {
      createdAt: createdAtOf(object),
      ready: 'Passes requests on to its models.',
      except: ['Stopped'],
    });
  const pods = minReplicas(spec);
  return emptyReading({
    ...verdict,
    startedAt: verdict.state === 'running' ? verdict.since : undefined,
    replicas: [{ name: 'router', desired: pods }],
    // The models behind it are servers of their own: only the router's pods are asked for here.
    accelerators: multiplyAccelerators(
      acceleratorsOfResources(at(spec, 'resources')),
      pods,
    ),
    conditions,
    facts: readFacts(object),
  });
}

function readFacts(object: KubernetesObject): FactReading[] {
  const { spec, status } = object;
  const nodes = asRecord(at(spec, 'nodes')) ?? {};
  const names = Object.keys(nodes).slice(0, MAX_NODES);
  const services = new Set<string>();
  for (const name of names) {
    for (const step of asRecords(at(nodes, name, 'steps'))) {
      const service = cleanText(step.serviceName, 253);
      if (service && services.size < MAX_SERVICES) {
        services.add(service);
      }
    }
  }
  return [
    ...fact('url', at(status, 'url')),
    ...fact('router', at(nodes, 'root', 'routerType')),
    ...fact('steps', names.length),
    ...[...services].flatMap(name =>
      fact('service', name, {
        kind: 'inferenceservice',
        namespace: namespaceOf(object),
        name,
      }),
    ),
    ...deploymentModeFact(object),
  ];
}
