import {
  childrenOf,
  describeFixtures,
  verbsOf,
} from '../../testing/checkKinds';
import { KindRegistry } from '../registry';
import { trainingKinds } from '../training';
import { tuningKinds } from '.';
import {
  experimentFixtures,
  suggestionFixtures,
  trialFixtures,
} from './__fixtures__/katib';
import { optimizationJobFixtures } from './__fixtures__/optimizationJobs';

const kinds = KindRegistry.of([...tuningKinds, ...trainingKinds]);

describeFixtures('Experiment', kinds, experimentFixtures);
describeFixtures('Trial', kinds, trialFixtures);
describeFixtures('Suggestion', kinds, suggestionFixtures);
describeFixtures('OptimizationJob', kinds, optimizationJobFixtures);

it('finds pods by the labels that Katib sets', () => {
  const children = [experimentFixtures, trialFixtures, suggestionFixtures].map(
    ([first]) => childrenOf(kinds, first?.object ?? {}),
  );
  expect(children).toEqual([
    ['pods katib.kubeflow.org/experiment=flowers'],
    ['pods katib.kubeflow.org/trial=flowers-x7k2p'],
    ['pods katib.kubeflow.org/suggestion=flowers'],
  ]);
});

it('offers only what Katib and the Trainer can do', () => {
  for (const fixture of [...experimentFixtures, ...optimizationJobFixtures]) {
    expect(verbsOf(kinds, fixture)).toEqual(['delete']);
  }
});
