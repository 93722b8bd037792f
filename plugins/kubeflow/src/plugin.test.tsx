import { configure, screen } from '@testing-library/react';
import { FakeKubeflowBackend } from './testing/FakeKubeflowBackend';
import { renderEntity, testEntity } from './testing/renderEntity';

configure({ asyncUtilTimeout: 15_000 });

it('lets a portal change the tab, and leave out parts, by configuration', async () => {
  renderEntity(
    new FakeKubeflowBackend(),
    testEntity({ 'kubeflow.org/namespace': 'team-vision' }),
    {
      subPath: '/jobs',
      extensions: [
        {
          'entity-content:kubeflow/training': {
            config: { path: '/jobs', title: 'Training jobs of this' },
          },
        },
        { 'entity-card:kubeflow/training': { config: { type: 'info' } } },
        { 'page:kubeflow': { config: { title: 'Machine learning' } } },
        { 'api:kubeflow': true },
        ...['overview', 'training', 'tuning', 'serving', 'workflows'].map(
          name => ({ [`sub-page:kubeflow/${name}`]: true }),
        ),
        { 'sub-page:kubeflow/notebooks': false },
        { 'sub-page:kubeflow/queues': false },
      ],
    },
  );
  await screen.findByText('Nothing here yet');
  expect(screen.getAllByText('Training jobs of this')[0]).toBeVisible();
  expect(
    screen.getByRole('link', { name: 'Machine learning' }),
  ).toHaveAttribute('href', '/kubeflow');
});
