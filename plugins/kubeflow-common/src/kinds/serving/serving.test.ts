import {
  childrenOf,
  describeFixtures,
  requestOf,
  verbsOf,
} from '../../testing/checkKinds';
import { KindRegistry } from '../registry';
import { servingKinds } from '.';
import {
  inferenceService,
  inferenceServiceFixtures,
} from './__fixtures__/inferenceServices';
import {
  inferenceGraphFixtures,
  servingRuntimeFixtures,
  trainedModelFixtures,
} from './__fixtures__/kserveOthers';
import {
  llmConfigFixtures,
  llmInferenceServiceFixtures,
} from './__fixtures__/llmInferenceServices';
import {
  seldonDeploymentFixtures,
  seldonModelFixtures,
  seldonPipelineFixtures,
  seldonServerFixtures,
} from './__fixtures__/seldon';

const kinds = KindRegistry.of(servingKinds);

describeFixtures('InferenceService', kinds, inferenceServiceFixtures);
describeFixtures('LLMInferenceService', kinds, llmInferenceServiceFixtures);
describeFixtures('LLMInferenceServiceConfig', kinds, llmConfigFixtures);
describeFixtures('InferenceGraph', kinds, inferenceGraphFixtures);
describeFixtures('TrainedModel', kinds, trainedModelFixtures);
describeFixtures('serving runtimes', kinds, servingRuntimeFixtures);
describeFixtures('SeldonDeployment', kinds, seldonDeploymentFixtures);
describeFixtures('Seldon Model', kinds, seldonModelFixtures);
describeFixtures('Seldon Pipeline', kinds, seldonPipelineFixtures);
describeFixtures('Seldon Server', kinds, seldonServerFixtures);

describe('servers', () => {
  const objectOf = (fixtures: typeof seldonModelFixtures) =>
    fixtures[0]?.object ?? {};

  it('find their pods by the labels that their controllers set', () => {
    expect(childrenOf(kinds, inferenceService({}))).toEqual([
      'pods serving.kserve.io/inferenceservice=flowers',
    ]);
    expect(childrenOf(kinds, objectOf(llmInferenceServiceFixtures))).toEqual([
      'pods app.kubernetes.io/name=llama,app.kubernetes.io/part-of=llminferenceservice',
    ]);
    expect(childrenOf(kinds, objectOf(trainedModelFixtures))).toEqual([
      'pods serving.kserve.io/inferenceservice=shared-triton',
    ]);
    expect(childrenOf(kinds, objectOf(seldonModelFixtures))).toEqual([
      'pods seldon-server-name=mlserver',
    ]);
    // Not scheduled yet: no server, and never the pods of all servers.
    expect(childrenOf(kinds, seldonModelFixtures[1]?.object ?? {})).toEqual([]);
  });

  it('can be stopped while they are up or failing, and started when stopped', () => {
    const verbs = Object.fromEntries(
      inferenceServiceFixtures.map(fixture => [
        fixture.title,
        verbsOf(kinds, fixture),
      ]),
    );
    expect(verbs['answers requests']).toEqual(['stop', 'delete']);
    expect(verbs['cannot load its model']).toEqual(['stop', 'delete']);
    expect(verbs['was stopped']).toEqual(['start', 'delete']);
    expect(requestOf(kinds, 'inferenceservice', 'stop')).toMatchObject({
      method: 'PATCH',
      body: { metadata: { annotations: { 'serving.kserve.io/stop': 'true' } } },
    });
    expect(requestOf(kinds, 'inferencegraph', 'start')).toMatchObject({
      body: { metadata: { annotations: { 'serving.kserve.io/stop': null } } },
    });
  });
});
