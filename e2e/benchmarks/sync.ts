import {
  builtInKinds,
  type KubernetesObject,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { ResourceStore } from '../../plugins/kubeflow-backend/src/store/ResourceStore';
import { Reflector } from '../../plugins/kubeflow-backend/src/watch/Reflector';

const PATH = '/apis/trainer.kubeflow.org/v1alpha1/trainjobs';
const PAGE = 500;

/** What any client has to do at least: every page asked for, read and parsed. Gives objects and bytes. */
export async function rawList(
  connection: ClusterConnection,
): Promise<{ objects: number; bytes: number }> {
  let objects = 0;
  let bytes = 0;
  let next: string | undefined;
  do {
    const response = await connection.request(PATH, {
      query: { limit: PAGE, continue: next },
    });
    const text = await response.text();
    const list = JSON.parse(text);
    objects += list.items.length;
    bytes += Buffer.byteLength(text);
    next = list.metadata.continue || undefined;
  } while (next);
  return { objects, bytes };
}

/** The same list taken over into a store by the Reflector; resolves as soon as it is complete. */
export async function syncStore(
  connection: ClusterConnection,
): Promise<ResourceStore> {
  const store = new ResourceStore({ kinds: builtInKinds });
  const { reflector, synced } = follow(connection, store);
  await synced;
  await reflector.stop();
  return store;
}

function follow(connection: ClusterConnection, store: ResourceStore) {
  let done: () => void;
  let fail: (error: Error) => void;
  const synced = new Promise<void>((resolve, reject) => {
    done = resolve;
    fail = reject;
  });
  const reflector = new Reflector({
    connection,
    path: PATH,
    settings: {
      pageSize: PAGE,
      requestTimeout: 30_000,
      watchTimeout: 300_000,
      idleTimeout: 90_000,
      retry: { initial: 1000, max: 60_000 },
    },
    sink: {
      begin: () => {
        const sync = store.beginSync(connection.name, 'trainjob');
        return {
          add: (object: KubernetesObject) => sync.add(object),
          finish: () => {
            sync.finish();
            done();
          },
        };
      },
      upsert: object => store.upsert(connection.name, 'trainjob', object),
      remove: object => store.remove(connection.name, 'trainjob', object),
    },
    onState: ({ failure }) => failure && fail(failure),
    meter: {
      listed: () => undefined,
      restarted: () => undefined,
      event: () => undefined,
      trace: (_name, run) => run(),
    },
  });
  reflector.start();
  return { reflector, synced };
}
