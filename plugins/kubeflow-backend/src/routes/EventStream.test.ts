import type { StreamEvent } from '@kubeflow-portal/plugin-kubeflow-common';
import express, { type Response } from 'express';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../testing/eventually';
import { EventStream } from './EventStream';

const note = (sequence: number): StreamEvent => ({
  type: 'children',
  sequence,
  object: `dev/team-a/trainjob/${'x'.repeat(100)}`,
});

describe('EventStream', () => {
  it('lets nothing pile up for a reader who does not keep up, who gets the last note in the end', async () => {
    let stream: EventStream | undefined;
    let answer: Response | undefined;
    const server = express()
      .get('/', (_, response) => {
        answer = response;
        stream = new EventStream(response, {
          epoch: 'e',
          heartbeat: 5,
          end: new AbortController().signal,
        });
        stream.open();
      })
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const [reader] = (await once(
      get({ port, host: '127.0.0.1' }),
      'response',
    )) as [IncomingMessage];
    reader.pause();

    const sent = stream?.send(
      Array.from({ length: 100_000 }, (_, index) => note(index)),
      1,
    );
    await sleep(50);
    const held = answer?.writableLength;
    expect(held).toBeGreaterThan(0);
    for (let sequence = 100_000; sequence < 110_000; sequence += 1) {
      stream?.note(note(sequence));
    }
    await sleep(50);
    expect(answer?.writableLength).toBeLessThanOrEqual(held ?? 0);

    let text = '';
    reader.setEncoding('utf8').on('data', piece => {
      text = `${text.slice(-1000)}${piece}`;
    });
    reader.resume();
    await sent;
    await eventually(() => expect(text).toContain('"sequence":109999'));
    stream?.end();
    server.closeAllConnections();
    server.close();
  });
});
