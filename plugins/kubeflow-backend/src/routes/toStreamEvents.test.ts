import { mockServices } from '@backstage/backend-test-utils';
import {
  workloadFilterSchema,
  workloadsQuerySchema,
  type StreamEvent,
  type Workload,
} from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { queryWorkloads } from '../store/queryWorkloads';
import { ResourceStore } from '../store/ResourceStore';
import { testKinds, testObject } from '../store/testKinds';
import { WorkloadMatcher } from '../store/WorkloadMatcher';
import { Clusters } from '../watch/Clusters';
import { toStreamEvents } from './toStreamEvents';

const happening = fc.record({
  kind: fc.constantFrom('alpha', 'beta', 'part'),
  name: fc.constantFrom('a', 'b', 'c'),
  state: fc.constantFrom('running', 'failed', 'queued', undefined),
  label: fc.constantFrom('1', '2'),
});
const filter = fc.constantFrom(
  {},
  { state: 'failed' },
  { kind: ['alpha', 'part'] },
  { family: 'training', labelSelector: 'label=1' },
  { text: 'a', state: ['running', 'queued'] },
);

describe('toStreamEvents', () => {
  it('leads a reader from any list to the present one, in pieces of any size and under any filter', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 30 }),
        fc.array(happening, { maxLength: 30 }),
        filter,
        fc.integer({ min: 1, max: 40 }),
        (before, after, given, size) => {
          const store = new ResourceStore({ kinds: testKinds, feedSize: 100 });
          const clusters = new Clusters({
            own: [],
            store,
            settings: {
              pageSize: 1,
              requestTimeout: 1,
              watchTimeout: 1,
              idleTimeout: 1,
              discoveryInterval: 1,
              retry: { initial: 1, max: 1 },
            },
            logger: mockServices.logger.mock(),
            meterFor: () => expect.unreachable('nothing is followed'),
          });
          const query = workloadsQuerySchema.parse({ ...given, limit: 500 });
          const list = () => queryWorkloads(store, query, () => true);
          const matcher = new WorkloadMatcher(
            workloadFilterSchema.parse(given),
          );

          before.forEach(each => apply(store, each));
          const start = list();
          const rows = new Map(start.items.map(item => [idOf(item), item]));
          after.forEach(each => apply(store, each));

          let position = start.sequence;
          for (;;) {
            const page = store.feed.read(position, size);
            if (page.gone || page.changes.length === 0) {
              expect(page.gone).toBe(false);
              break;
            }
            const events = toStreamEvents(
              { store, clusters },
              page.changes,
              matcher,
              { canSee: () => true },
            );
            events.forEach(event => fold(rows, event));
            position = page.position;
          }
          const end = list();
          expect(position).toBe(end.sequence);
          expect([...rows.keys()].sort()).toEqual(end.items.map(idOf).sort());
          for (const item of end.items) {
            expect(rows.get(idOf(item))).toEqual(item);
          }
        },
      ),
    );
  });
});

/** A happening without a state takes its object away. */
function apply(
  store: ResourceStore,
  {
    kind,
    name,
    state,
    label,
  }: typeof happening extends fc.Arbitrary<infer T> ? T : never,
): void {
  const object = testObject(name, { state }, { labels: { label } });
  if (state === undefined) {
    store.remove('east', kind, object);
  } else {
    store.upsert('east', kind, object);
  }
}

function fold(rows: Map<string, Workload>, event: StreamEvent): void {
  if (event.type === 'upsert') {
    rows.set(idOf(event.workload), event.workload);
  } else if (event.type === 'remove') {
    rows.delete(idOf(event));
  }
}

const idOf = (item: { kind: string; name: string }) =>
  `${item.kind}/${item.name}`;
