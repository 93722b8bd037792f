import type { ChangeFeed } from '../store/ChangeFeed';

/**
 * Where a stream begins: after the last event that the reader got, or after the answer that it holds, or now.
 *
 * @param lastEventId - `<epoch>-<sequence>`
 * @returns `undefined` when that point is not in this feed: another process numbered it
 */
export function readPosition(
  feed: ChangeFeed<unknown>,
  lastEventId: string | undefined,
  since: number | undefined,
): number | undefined {
  if (lastEventId === undefined || lastEventId === '') {
    return since ?? feed.sequence;
  }
  const match = /^([0-9a-z]+)-(\d{1,16})$/i.exec(lastEventId);
  return match && match[1] === feed.epoch ? Number(match[2]) : undefined;
}
