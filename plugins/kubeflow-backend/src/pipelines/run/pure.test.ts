import {
  pipelineGraph,
  taskStates,
  type RunTask,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { twoTasks } from '../../testing/pipelinesObjects';
import { joinPods } from './joinPods';
import { readWorkflowNodes } from './readWorkflowNodes';
import { findHeldBack } from './upstream';

const task = (path: string, state: RunTask['state']): RunTask => ({
  id: path,
  path,
  iterations: [],
  name: path,
  type: 'executor',
  state,
  podNames: [],
  inputs: [],
  outputs: [],
});

/** A pipeline in which each task waits for some of those before it. */
const chain = (needs: readonly number[][]) =>
  pipelineGraph({
    schemaVersion: '2.1.0',
    root: {
      dag: {
        tasks: Object.fromEntries(
          needs.map((before, index) => [
            `t${index}`,
            {
              taskInfo: { name: `t${index}` },
              componentRef: { name: 'comp' },
              dependentTasks: before.map(each => `t${each}`),
            },
          ]),
        ),
      },
    },
    components: { comp: { executorLabel: 'exec' } },
    deploymentSpec: { executors: { exec: { container: { image: 'x' } } } },
  });

const pipelines = fc.integer({ min: 1, max: 12 }).chain(count =>
  fc.tuple(
    fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.uniqueArray(fc.nat(Math.max(0, index - 1)), {
          maxLength: index === 0 ? 0 : 3,
        }),
      ),
    ),
    fc.array(fc.constantFrom(...taskStates), {
      minLength: count,
      maxLength: count,
    }),
  ),
);

it('finds of any pipeline those that never ran because of a failure before them, and no others', () => {
  fc.assert(
    fc.property(pipelines, ([needs, states]) => {
      const held = findHeldBack(
        chain(needs),
        states.map((state, index) => task(`t${index}`, state)),
      );
      const behind = (index: number): Set<number> =>
        new Set(needs[index].flatMap(each => [each, ...behind(each)]));
      const expected = states.flatMap((state, index) =>
        ['pending', 'skipped', 'unknown'].includes(state) &&
        [...behind(index)].some(each => states[each] === 'failed')
          ? [`t${index}`]
          : [],
      );
      expect(held.map(({ taskName }) => taskName).sort()).toEqual(
        expected.sort(),
      );
      for (const { upstream } of held) {
        expect(upstream.length).toBeGreaterThan(0);
      }
    }),
  );
});

it('reads the nodes of any workflow, or what calls itself one', () => {
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom('status', 'nodes', 'a') }),
      fc.string(),
      (object, text) => {
        const packed = gzipSync(text).toString('base64');
        for (const workflow of [
          object,
          { status: { nodes: object } },
          { status: { nodes: { a: { type: 'Pod', ...object } } } },
          { status: { compressedNodes: text } },
          { status: { compressedNodes: packed } },
        ]) {
          for (const node of readWorkflowNodes(workflow, ['a-1'])) {
            expect(typeof node.fullName).toBe('string');
          }
        }
      },
    ),
  );
  // Zeros that unpack to more than any workflow has room for are not unpacked.
  const bomb = gzipSync(Buffer.alloc(100_000_000)).toString('base64');
  expect(readWorkflowNodes({ status: { compressedNodes: bomb } }, [])).toEqual(
    [],
  );
});

it('gives each pod to at most one task, whatever is written onto it', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 5 }), names => {
      const tasks = [task('prepare', 'running'), task('train', 'pending')];
      const pods = names.map(nodeName => ({
        pod: {
          name: 'p',
          namespace: 'n',
          uid: 'u',
          phase: 'Running' as const,
          accelerators: [],
          containers: [],
        },
        labels: {},
        annotations: {
          'workflows.argoproj.io/node-name': nodeName,
        },
      }));
      for (const { taskId, use } of joinPods(pods, tasks, twoTasks)) {
        expect(['prepare', 'train', undefined]).toContain(taskId);
        expect(['executor', 'driver', 'other']).toContain(use);
      }
    }),
  );
});
