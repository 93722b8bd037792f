import type { PipelinesServer } from '@kubeflow-portal/plugin-kubeflow-common';
import { usePipelinesServers } from '@kubeflow-portal/plugin-kubeflow-react';
import { useCallback, useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  chooseServer,
  hasNamespaces,
  readRememberedPlace,
  rememberPlace,
} from './place';

/** Which server, and which namespace of it, a page is about. */
export interface PlaceHandle {
  servers: ReturnType<typeof usePipelinesServers>;
  /** Absent while the servers are not known, or where there are none. */
  server: PipelinesServer | undefined;
  /** The address names a cluster that the portal does not have. */
  unknownCluster: string | undefined;
  /** Only of servers whose records lie in namespaces. */
  namespace: string | undefined;
  choose: (place: { cluster: string; namespace?: string }) => void;
}

/** Filters that mean the same in every place; others name records of one. */
const keptFilters = ['sort', 'order', 'state', 'text', 'storage', 'scope'];

/** The place in the address: `?cluster=&namespace=`. Where it says nothing, where the person was last. */
export function usePipelinesPlace(): PlaceHandle {
  const servers = usePipelinesServers();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('cluster');
  const askedNamespace = search.get('namespace') ?? undefined;
  const list = servers.data;

  const remembered = useMemo(readRememberedPlace, []);
  const server = useMemo(
    () => list && chooseServer(list, asked, remembered),
    [list, asked, remembered],
  );
  const namespace =
    server && hasNamespaces(server)
      ? (askedNamespace ?? remembered.namespaces?.[server.cluster])
      : undefined;
  const cluster = server?.cluster;

  // An address that is passed on should show the same to others, who were somewhere else last.
  const mustTell = (list?.length ?? 0) > 1 || namespace !== undefined;
  const isUnknown =
    server !== undefined && asked !== null && asked !== server.cluster;
  useEffect(() => {
    if (!cluster || isUnknown) {
      return;
    }
    rememberPlace({ cluster, namespace });
    if (mustTell) {
      setSearch(
        current => {
          const next = new URLSearchParams(current);
          next.set('cluster', cluster);
          if (namespace) {
            next.set('namespace', namespace);
          }
          return next;
        },
        { replace: true },
      );
    }
  }, [cluster, namespace, mustTell, isUnknown, setSearch]);

  const choose = useCallback<PlaceHandle['choose']>(
    place =>
      setSearch(current => {
        const next = new URLSearchParams({ cluster: place.cluster });
        if (place.namespace) {
          next.set('namespace', place.namespace);
        }
        for (const kept of keptFilters) {
          for (const value of current.getAll(kept)) {
            next.append(kept, value);
          }
        }
        return next;
      }),
    [setSearch],
  );
  return {
    servers,
    server: isUnknown ? undefined : server,
    unknownCluster: isUnknown ? asked : undefined,
    namespace,
    choose,
  };
}
