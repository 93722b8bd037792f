import type { ApiObject } from '../cluster/types';
import { expired, futureVersion, type ApiError } from '../errors';
import type { Change, Collection } from '../storage';
import type { Selection } from './Selection';

/** What a watch sees; objects in the stored shape. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: ApiObject;
}

/** A change as somebody sees it who sees only the selected objects; nothing when it does not concern them. */
export function selected(
  change: Change,
  selection: Selection,
): WatchEvent | undefined {
  if (!change.key.startsWith(selection.prefix)) return undefined;
  const { matches } = selection;
  if (!matches) return { type: change.type, object: change.object };
  const before = change.previous !== undefined && matches(change.previous);
  if (change.type === 'DELETED')
    return before ? { type: 'DELETED', object: change.object } : undefined;
  const after = matches(change.object);
  if (after)
    return { type: before ? 'MODIFIED' : 'ADDED', object: change.object };
  if (!before) return undefined;
  // The object as it was when last seen, at the revision at which it left.
  const metadata = {
    ...change.previous!.metadata,
    resourceVersion: String(change.revision),
  };
  return { type: 'DELETED', object: { ...change.previous!, metadata } };
}

export interface Watch {
  /** Initial objects or the changes that were missed. */
  backlog: Iterable<WatchEvent>;
  close(): void;
}

/**
 * Follows a resource from a revision on, or from its present objects when none (or 0) is given.
 *
 * @returns the refusal, for the stream, when the changes since then are forgotten
 */
export function watchObjects(
  collection: Collection,
  current: number,
  selection: Selection,
  from: { revision: number; initialEvents: boolean },
  onEvent: (event: WatchEvent) => void,
  onClosed: () => void,
): Watch | ApiError {
  if (from.revision > current) return futureVersion(from.revision, current);
  let backlog: WatchEvent[];
  if (from.initialEvents) {
    backlog = [];
    for (const { object } of collection.entries(selection.prefix)) {
      if (!selection.matches || selection.matches(object))
        backlog.push({ type: 'ADDED', object });
    }
  } else {
    const changes = collection.history.after(from.revision);
    if (!changes) {
      return expired(
        `too old resource version: ${from.revision} (${collection.history.floor})`,
      );
    }
    backlog = changes.flatMap(change => selected(change, selection) ?? []);
  }
  const close = collection.subscribe(change => {
    // Already part of the backlog, when the watch begins while changes are being told.
    if (change.revision <= current) return;
    const event = selected(change, selection);
    if (event) onEvent(event);
  }, onClosed);
  return { backlog, close };
}
