import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { kubeflowApiRef } from '../api/KubeflowApi';
import { logPath, type LogAddress } from '../api/LogAddress';
import { StreamConnection } from '../stream/StreamConnection';
import { LogStore, type LogStatus } from './LogStore';

/** @see useLogs */
export interface LogsHandle {
  store: LogStore;
  status: LogStatus;
  /** Asks anew from the beginning: for the present run of a container, or after a refusal. */
  restart: () => void;
}

/**
 * The log of a container, as it is and as it grows, while the component is mounted. A stream that is cut is resumed
 * where it was.
 */
export function useLogs(options: {
  address: LogAddress;
  previous: boolean;
}): LogsHandle {
  const { address, previous } = options;
  const api = useApi(kubeflowApiRef);
  const [round, setRound] = useState(0);
  // By value: callers build the address anew on each render.
  const key = `${previous ? 'previous' : 'present'} ${round} ${logPath(address)}`;
  const [current, setCurrent] = useState(() => ({
    key,
    store: new LogStore(),
  }));
  let { store } = current;
  if (current.key !== key) {
    store = new LogStore();
    setCurrent({ key, store });
  }

  const asked = JSON.stringify({ address, previous });
  useEffect(() => {
    const wanted = JSON.parse(asked) as {
      address: LogAddress;
      previous: boolean;
    };
    const connection = new StreamConnection({
      connect: attempt =>
        api.openLogs(
          wanted.address,
          { previous: wanted.previous ? 'true' : 'false' },
          attempt,
        ),
      onStatus: live => store.setLive(live),
      onMessage: ({ event }) => {
        store.apply(event);
        if (event.type === 'end') {
          connection.close();
        }
      },
      onRefusal: failure => {
        store.refuse(failure);
        connection.close();
      },
    });
    connection.open();
    return () => connection.close();
  }, [api, asked, store]);

  return {
    store,
    status: useSyncExternalStore(store.subscribe, store.getStatus),
    restart: useCallback(() => setRound(before => before + 1), []),
  };
}
