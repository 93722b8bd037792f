import fc from 'fast-check';
import { ChangeFeed } from './ChangeFeed';

/** Reads from a position to the end, in pages, as a stream does. */
function readAll(feed: ChangeFeed<number>, from: number, page: number) {
  const changes: number[] = [];
  let position = from;
  for (;;) {
    const read = feed.read(position, page);
    if (read.gone) {
      return undefined;
    }
    if (read.changes.length === 0) {
      return changes;
    }
    changes.push(...read.changes.map(each => each.change));
    position = read.position;
  }
}

describe('ChangeFeed', () => {
  it('gives a reader all changes after its position, in order, or says that some are gone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat({ max: 60 }),
        fc.nat({ max: 70 }),
        fc.integer({ min: 1, max: 30 }),
        (size, count, behind, page) => {
          const feed = new ChangeFeed<number>({ size });
          const start = feed.sequence;
          for (let i = 1; i <= count; i += 1) {
            expect(feed.append(i)).toBe(start + i);
          }
          expect(feed.sequence).toBe(start + count);
          const from = feed.sequence - behind;
          const isKept = behind <= size && behind <= count;
          expect(readAll(feed, from, page)).toEqual(
            isKept
              ? Array.from({ length: behind }, (_, i) => count - behind + i + 1)
              : undefined,
          );
        },
      ),
    );
  });

  it('knows positions of an earlier process as not its own, also when the clock was set back', () => {
    let now = 1_800_000_000_000;
    const before = new ChangeFeed<number>({ size: 10, now: () => now });
    before.append(1);
    now += 1000;
    const after = new ChangeFeed<number>({ size: 10, now: () => now });
    after.append(1);
    expect(after.read(before.sequence, 10)).toEqual({ gone: true });
    expect(before.read(after.sequence, 10)).toEqual({ gone: true });
    expect(after.epoch).not.toBe(before.epoch);
    expect(after.epoch).toMatch(/^[0-9a-z]+$/);
    expect(Number.isSafeInteger(after.sequence)).toBe(true);
  });

  it('tells listeners once of changes that come together, until they unsubscribe', async () => {
    const feed = new ChangeFeed<number>({ size: 10 });
    const listener = vi.fn();
    const unsubscribe = feed.subscribe(listener);
    feed.append(1);
    feed.append(2);
    expect(listener).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(1);
    feed.append(3);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(2);
    unsubscribe();
    feed.append(4);
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
