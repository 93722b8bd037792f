import { acceleratorsOfPodTemplate } from '../../accelerators';
import type { KubernetesObject } from '../../kubernetesObject';
import { asArray, asRecords, at, cleanText, createdAtOf } from '../../reading';
import {
  acceleratorsInWords,
  availableReading,
  deleteVerb,
  fact,
  totalRead,
} from '../shared';
import type { FactReading, KindDefinition, Reading } from '../types';

const common = {
  group: 'serving.kserve.io',
  versions: ['v1alpha1'],
  family: 'serving',
  role: 'definition',
  read: totalRead(readRuntime),
  children: () => [],
  verbs: [deleteVerb],
} as const;

/** A blueprint for model servers of one namespace. @public */
export const servingRuntime: KindDefinition = {
  ...common,
  id: 'servingruntime',
  kind: 'ServingRuntime',
  plural: 'servingruntimes',
  scope: 'Namespaced',
  title: { one: 'Serving runtime', many: 'Serving runtimes' },
};

/** A blueprint for model servers of all namespaces. @public */
export const clusterServingRuntime: KindDefinition = {
  ...common,
  id: 'clusterservingruntime',
  kind: 'ClusterServingRuntime',
  plural: 'clusterservingruntimes',
  scope: 'Cluster',
  title: { one: 'Cluster serving runtime', many: 'Cluster serving runtimes' },
};

/** Runtimes have an empty status. Source: kserve/kserve pkg/apis/serving/v1alpha1/servingruntime_types.go. */
function readRuntime(object: KubernetesObject): Reading {
  const isDisabled = at(object, 'spec', 'disabled') === true;
  return availableReading({
    ...(isDisabled
      ? {
          state: 'suspended',
          reason: 'Disabled',
          message: 'Turned off: no model server can use it.',
        }
      : { message: 'Model servers can use it.' }),
    since: createdAtOf(object),
    facts: readFacts(object.spec),
  });
}

function readFacts(spec: unknown): FactReading[] {
  const containers = asRecords(at(spec, 'containers'));
  const container =
    containers.find(({ name }) => name === 'kserve-container') ?? containers[0];
  const formats = asRecords(at(spec, 'supportedModelFormats'))
    .slice(0, 20)
    .map(({ name, version }) =>
      [cleanText(name, 100), cleanText(version, 30)].filter(Boolean).join(' '),
    );
  const protocols = asArray(at(spec, 'protocolVersions'))
    .slice(0, 10)
    .map(protocol => cleanText(protocol, 30));
  return [
    ...fact('modelFormats', unique(formats)),
    ...fact('protocol', unique(protocols)),
    ...fact('image', container?.image),
    ...fact(
      'acceleratorsPerPod',
      acceleratorsInWords(acceleratorsOfPodTemplate(spec)),
    ),
    ...(at(spec, 'workerSpec') === undefined ? [] : fact('multiNode', 'yes')),
    ...(at(spec, 'multiModel') === true ? fact('multiModel', 'yes') : []),
  ];
}

function unique(texts: readonly (string | undefined)[]): string {
  return [...new Set(texts.filter(Boolean))].join(', ');
}
