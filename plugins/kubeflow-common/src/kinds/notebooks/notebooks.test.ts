import {
  childrenOf,
  describeFixtures,
  requestOf,
  verbsOf,
} from '../../testing/checkKinds';
import { KindRegistry } from '../registry';
import { notebookKinds } from '.';
import {
  notebookFixtures,
  pvcViewerFixtures,
  tensorboardFixtures,
} from './__fixtures__/notebooks';
import {
  workspaceFixtures,
  workspaceKindFixtures,
} from './__fixtures__/workspaces';

const kinds = KindRegistry.of(notebookKinds);

describeFixtures('Notebook', kinds, notebookFixtures);
describeFixtures('Workspace', kinds, workspaceFixtures);
describeFixtures('WorkspaceKind', kinds, workspaceKindFixtures);
describeFixtures('Tensorboard', kinds, tensorboardFixtures);
describeFixtures('PVCViewer', kinds, pvcViewerFixtures);

const verbsByTitle = (fixtures: typeof notebookFixtures) =>
  Object.fromEntries(
    fixtures.map(fixture => [fixture.title, verbsOf(kinds, fixture)]),
  );

it('finds pods by the labels that the controllers set', () => {
  const children = [
    notebookFixtures,
    workspaceFixtures,
    tensorboardFixtures,
    pvcViewerFixtures,
  ].map(([first]) => childrenOf(kinds, first?.object ?? {}));
  expect(children).toEqual([
    ['pods notebook-name=flowers'],
    ['pods notebooks.kubeflow.org/workspace-name=flowers'],
    ['pods app=flowers'],
    [
      'pods app.kubernetes.io/name=flowers,app.kubernetes.io/part-of=pvc-viewer',
    ],
  ]);
});

it('stops and starts notebooks by the annotation that the culler uses', () => {
  expect(verbsByTitle(notebookFixtures)).toMatchObject({
    'is ready': ['stop', 'delete'],
    'keeps failing': ['stop', 'delete'],
    'was stopped': ['start', 'delete'],
  });
  const key = 'kubeflow-resource-stopped';
  expect(requestOf(kinds, 'notebook', 'stop')).toMatchObject({
    body: {
      metadata: {
        annotations: { [key]: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/) },
      },
    },
  });
  expect(requestOf(kinds, 'notebook', 'start')).toMatchObject({
    body: { metadata: { annotations: { [key]: null } } },
  });
});

it('pauses workspaces in whatever state they are', () => {
  expect(verbsByTitle(workspaceFixtures)).toMatchObject({
    'is running': ['suspend', 'delete'],
    'cannot start': ['suspend', 'delete'],
    'is paused': ['resume', 'delete'],
  });
  expect(requestOf(kinds, 'workspace', 'suspend')).toMatchObject({
    body: { spec: { paused: true } },
  });
});
