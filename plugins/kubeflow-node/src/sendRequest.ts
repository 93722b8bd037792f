import type { Dispatcher } from 'undici';
import type { ClusterRequest, ClusterResponse } from './clusterConnection';

const DEFAULT_TIMEOUT = 30_000;

/** Joins a base URL that may have a path with an absolute path and a query. */
export function joinUrl(
  base: string,
  path: string,
  query: ClusterRequest['query'] = {},
): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`;
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(key, String(value));
    }
  }
  return url;
}

/** Sends one request over a dispatcher. */
export async function sendRequest(
  dispatcher: Dispatcher,
  url: URL,
  request: ClusterRequest,
  headers: Record<string, string>,
): Promise<ClusterResponse> {
  const response = await dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: request.method ?? 'GET',
    headers: { accept: 'application/json', ...request.headers, ...headers },
    body: request.body,
    signal: request.signal,
    headersTimeout: request.headersTimeout ?? DEFAULT_TIMEOUT,
    bodyTimeout: request.bodyTimeout ?? DEFAULT_TIMEOUT,
  });
  return {
    status: response.statusCode,
    header(name) {
      const value = response.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: response.body,
    text: () => response.body.text(),
    discard: async () => {
      await response.body.dump();
    },
  };
}
