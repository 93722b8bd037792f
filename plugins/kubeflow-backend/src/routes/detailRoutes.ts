import { ServiceUnavailableError } from '@backstage/errors';
import {
  asStringMap,
  at,
  ownerOf,
  type EventsResponse,
  type KubernetesObject,
  type PodsResponse,
  type WorkloadDetail,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { Router } from 'express';
import type { z } from 'zod';
import type { Access } from '../authorize/Authorizer';
import { getObject } from '../children/getObject';
import type { ObjectWatch } from '../children/ObjectWatch';
import { podKind } from '../store/podKind';
import { toWorkload } from '../store/toWorkload';
import { answer, audited } from './answer';
import { describeWarnings } from './describeWarnings';
import {
  checkVisible,
  findAddress,
  notThere,
  type FoundAddress,
} from './findObject';
import { isInTime } from './isInTime';
import type { objectParamsSchema } from './objectParams';
import { operations } from './operations';
import type { RouteContext } from './RouteContext';

type ObjectParams = z.output<typeof objectParamsSchema>;

export function addDetailRoutes(router: Router, context: RouteContext): void {
  const { getWorkload, listPods, listEvents } = operations;
  router.get(
    getWorkload.path,
    answer(context, getWorkload, async ({ request, params, access }) =>
      audited(
        context,
        request,
        'workload-fetch',
        { queryType: 'detail', ...params },
        () =>
          lookAt(context, params, access, 'object', async (_, found, object) =>
            describeDetail(context, access, found, object),
          ),
      ),
    ),
  );
  router.get(
    listPods.path,
    answer(context, listPods, async ({ params, access }) =>
      lookAt(
        context,
        params,
        access,
        'children',
        async (watch): Promise<PodsResponse> => ({
          items: watch.pods(),
          warnings: watch.podWarnings(),
        }),
      ),
    ),
  );
  router.get(
    listEvents.path,
    answer(context, listEvents, async ({ params, access }) =>
      lookAt(
        context,
        params,
        access,
        'children',
        async (watch): Promise<EventsResponse> => ({
          items: watch.events(),
          warnings: watch.eventWarnings(),
        }),
      ),
    ),
  );
}

/**
 * Has the object watched while `use` runs, and some time longer, since more questions usually follow.
 *
 * @param need - what `use` reads; children that take too long are left out, and the watch's warnings say so
 */
export async function lookAt<T>(
  context: RouteContext,
  params: ObjectParams,
  access: Access,
  need: 'object' | 'children',
  use: (
    watch: ObjectWatch,
    found: FoundAddress,
    object: KubernetesObject,
  ) => Promise<T>,
): Promise<T> {
  const found = findAddress(context, params);
  const { watcher, address } = found;
  const { requestTimeout } = context.config.watch;
  const lease = context.children.look(watcher.connection, address);
  try {
    const began = performance.now();
    if (!(await isInTime(requestTimeout, lease.value.found))) {
      throw new ServiceUnavailableError(
        `Cluster '${address.cluster}' did not answer within ${requestTimeout / 1000} seconds; try again, or look at its API server`,
      );
    }
    const { object, failure } = lease.value;
    if (!object) {
      throw failure ?? notThere(address);
    }
    checkVisible(access, address, ownerOf(object));
    if (need === 'children') {
      const left = requestTimeout - (performance.now() - began);
      await isInTime(left, lease.value.ready());
    }
    return await use(lease.value, found, object);
  } finally {
    lease.release();
  }
}

async function describeDetail(
  context: RouteContext,
  access: Access,
  { watcher, address }: FoundAddress,
  seen: KubernetesObject,
): Promise<WorkloadDetail> {
  const { store } = context;
  const { cluster, kind, namespace, name } = address;
  const { sequence } = store.feed;
  const stored = store.find(cluster, kind.id, namespace, name);
  const isSame =
    stored?.resourceVersion === at(seen, 'metadata', 'resourceVersion');
  // The row's watch and the object's are not equally fast; who was told of a change must not be shown the state before.
  const live = isSame
    ? seen
    : await getObject(
        watcher.connection,
        address,
        context.config.watch.requestTimeout,
      );
  if (!live) {
    throw notThere(address);
  }
  const { object, reading } = store.preview(cluster, kind.id, live);
  const owner = object.owners?.find(
    each => each.controller && each.kind !== podKind,
  );
  return {
    workload: toWorkload(object),
    apiVersion: object.apiVersion,
    labels: asStringMap(at(live, 'metadata', 'labels')),
    conditions: reading.conditions,
    facts: reading.facts,
    parts: store
      .parts(object)
      .filter(part => access.canSee(part))
      .map(part => toWorkload(part)),
    parent: owner && { kind: owner.kind.id, name: owner.name },
    sequence,
    warnings: describeWarnings(context, {
      clusters: [cluster],
      kind: each => each.id === kind.id,
    }),
  };
}
