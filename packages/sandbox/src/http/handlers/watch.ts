import { ApiError, invalid } from '../../errors';
import { parseRevision, watchObjects, type WatchEvent } from '../../reading';
import type { ApiRequest } from '../ApiRequest';
import { presentBookmark, presentEvent } from '../present';
import { requestedSelection } from './list';

/** A client that does not read is let go when this much waits for it. */
const bufferLimit = 64 * 1024 * 1024;

function watchOptions(request: ApiRequest) {
  const resourceVersion = request.query('resourceVersion');
  const sendInitialEvents = request.query('sendInitialEvents');
  const match = request.query('resourceVersionMatch');
  const forbidden = (field: string, why: string) =>
    invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field },
    ]);
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    throw forbidden(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  if (sendInitialEvents === undefined && match !== undefined) {
    throw forbidden(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    );
  }
  const revision = parseRevision(resourceVersion ?? '0');
  return {
    revision,
    initialEvents:
      sendInitialEvents === undefined
        ? revision === 0
        : request.flag('sendInitialEvents'),
    endOfInitialEvents: request.flag('sendInitialEvents'),
    bookmarks: request.flag('allowWatchBookmarks'),
    // As in the API: half an hour to an hour, so that clients do not all come back at once.
    seconds:
      request.number('timeoutSeconds') ||
      Math.round(1800 * (1 + Math.random())),
  };
}

/** GET of a resource with `watch`: a stream of JSON objects, one a line. */
export function watch(request: ApiRequest, bookmarkIntervalMs: number): void {
  const presentation = request.presentation();
  const { response, cluster, served } = request;
  const options = watchOptions(request);
  const selection = requestedSelection(request);
  const { storage } = cluster;
  const started = storage.revision;
  let first = true;
  let done = false;
  let lastSent = started;

  const line = (type: string, object: string) =>
    response.write(`{"type":"${type}","object":${object}}\n`);
  const send = ({ type, object }: WatchEvent) => {
    if (done) return;
    lastSent = Number(object.metadata.resourceVersion);
    line(
      type,
      presentEvent({ ...presentation, now: cluster.now() }, object, first),
    );
    first = false;
    if (response.writableLength > bufferLimit) end();
  };
  const bookmark = (initial = false) => {
    if (done) return;
    line(
      'BOOKMARK',
      presentBookmark(presentation, String(storage.revision), initial),
    );
  };

  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();
  const watching = watchObjects(
    storage.collection(served.resource.storageId),
    started,
    selection,
    options,
    send,
    () => end(),
  );
  if (watching instanceof ApiError) {
    line('ERROR', JSON.stringify(watching.status));
    response.end();
    return;
  }
  const timers = [setTimeout(() => end(true), options.seconds * 1000)];
  if (options.bookmarks) {
    timers.push(
      setInterval(() => {
        if (storage.revision > lastSent) bookmark();
        lastSent = storage.revision;
      }, bookmarkIntervalMs),
    );
  }
  for (const timer of timers) timer.unref();

  function end(withBookmark = false) {
    if (done) return;
    if (withBookmark && options.bookmarks) bookmark();
    done = true;
    for (const timer of timers) clearTimeout(timer);
    if (!(watching instanceof ApiError)) watching.close();
    response.end();
  }
  response.on('close', () => end());
  for (const event of watching.backlog) send(event);
  if (options.initialEvents && options.endOfInitialEvents && options.bookmarks)
    bookmark(true);
}
