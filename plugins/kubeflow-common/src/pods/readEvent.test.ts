import fc from 'fast-check';
import { eventSchema } from '../api';
import { arbitraryObject } from '../testing/arbitraryObjects';
import { readEvent } from './readEvent';

describe('readEvent', () => {
  const about = { kind: 'Pod', name: 'bert-node-0-0', namespace: 'team-nlp' };

  it('reads core/v1', () => {
    expect(
      readEvent({
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {
          name: 'bert.17',
          uid: 'u1',
          creationTimestamp: '2026-09-01T08:00:00Z',
        },
        involvedObject: about,
        type: 'Warning',
        reason: 'FailedScheduling',
        message: '0/3 nodes are available',
        count: 7,
        firstTimestamp: '2026-09-01T08:00:00Z',
        lastTimestamp: '2026-09-01T08:30:00Z',
        eventTime: null,
        source: { component: 'default-scheduler' },
        reportingComponent: '',
      }),
    ).toEqual({
      uid: 'u1',
      type: 'Warning',
      reason: 'FailedScheduling',
      message: '0/3 nodes are available',
      count: 7,
      firstSeen: '2026-09-01T08:00:00.000Z',
      lastSeen: '2026-09-01T08:30:00.000Z',
      source: 'default-scheduler',
      about: { kind: 'Pod', name: 'bert-node-0-0' },
    });
  });

  it('reads core/v1 as the newer recorder writes it', () => {
    expect(
      readEvent({
        metadata: { uid: 'u2' },
        involvedObject: about,
        type: 'Normal',
        reason: 'Scheduled',
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: '2026-09-01T08:00:00.123456Z',
        series: { count: 3, lastObservedTime: '2026-09-01T08:10:00.000000Z' },
        reportingComponent: 'default-scheduler',
      }),
    ).toMatchObject({
      count: 3,
      firstSeen: '2026-09-01T08:00:00.123Z',
      lastSeen: '2026-09-01T08:10:00.000Z',
      source: 'default-scheduler',
    });
  });

  it('reads events.k8s.io/v1', () => {
    expect(
      readEvent({
        metadata: { uid: 'u3' },
        regarding: about,
        type: 'Warning',
        reason: 'BackOff',
        note: 'Back-off restarting failed container',
        eventTime: null,
        deprecatedCount: 12,
        deprecatedFirstTimestamp: '2026-09-01T08:00:00Z',
        deprecatedLastTimestamp: '2026-09-01T09:00:00Z',
        deprecatedSource: { component: 'kubelet', host: 'gpu-7' },
      }),
    ).toMatchObject({
      message: 'Back-off restarting failed container',
      count: 12,
      firstSeen: '2026-09-01T08:00:00.000Z',
      lastSeen: '2026-09-01T09:00:00.000Z',
      source: 'kubelet',
      about: { kind: 'Pod', name: 'bert-node-0-0' },
    });
  });

  it('falls back to when the event was written', () => {
    expect(
      readEvent({
        metadata: { creationTimestamp: '2026-09-01T08:00:00Z' },
        count: 0,
      }),
    ).toMatchObject({
      count: 1,
      firstSeen: '2026-09-01T08:00:00.000Z',
      lastSeen: '2026-09-01T08:00:00.000Z',
    });
  });

  it('reads any object whatsoever', () => {
    fc.assert(
      fc.property(arbitraryObject, object => {
        eventSchema.strict().parse(readEvent(object));
      }),
    );
  });
});
