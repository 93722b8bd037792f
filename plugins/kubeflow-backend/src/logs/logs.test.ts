import { mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import {
  logEventSchema,
  type LogEvent,
} from '@kubeflow-portal/plugin-kubeflow-common';
import type { ClusterConnection } from '@kubeflow-portal/plugin-kubeflow-node';
import { ApiDocument } from '../testing/apiDocument';
import { eventually } from '../testing/eventually';
import { status, type FakeApiServer } from '../testing/FakeApiServer';
import { putPod, startJobWithPods } from '../testing/jobWithPods';
import { SseReader } from '../testing/SseReader';
import { startPortal, type Portal } from '../testing/startPortal';
import type { ContainerLog } from './ContainerLog';
import { LogHub } from './LogHub';

const pod = 'bert-node-0-0';
const key = `${pod}/node`;
const path = `/v1/workloads/dev/team-a/trainjob/bert/pods/${pod}/logs/node`;
const running = { restartCount: 0, state: { running: {} } };
const finished = (exitCode = 0) => ({
  restartCount: 0,
  state: { terminated: { exitCode, reason: exitCode ? 'Error' : 'Completed' } },
});

/** A portal whose cluster `dev` is read directly, or through the Kubernetes plugin. */
async function startWith(
  api: FakeApiServer,
  how: 'direct' | 'proxy' = 'direct',
  options: Parameters<typeof startPortal>[0] = {},
): Promise<Portal> {
  const portal = await startPortal({
    ...(how === 'proxy' ? { clusters: [{ name: 'dev', url: api.url }] } : {}),
    ...options,
    kubeflow: {
      ...(how === 'direct'
        ? { clusters: { dev: { url: api.url, serviceAccountToken: 'ours' } } }
        : {}),
      ...options.kubeflow,
    },
  });
  await eventually(async () =>
    expect((await portal.list('?kind=trainjob')).total).toBe(1),
  );
  return portal;
}

class Logs implements Disposable {
  readonly #reader: SseReader<LogEvent>;

  private constructor(reader: SseReader<LogEvent>) {
    this.#reader = reader;
  }

  static async open(
    portal: Portal,
    query = '',
    lastEventId?: string,
  ): Promise<Logs> {
    return new Logs(
      await SseReader.openAs(
        `${portal.url}${path}${query}`,
        lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
        logEventSchema,
      ),
    );
  }

  get texts(): string[] {
    return this.lines.map(({ text }) => text);
  }

  get lines() {
    return this.#reader.of('lines').flatMap(({ lines }) => lines);
  }

  get reader(): SseReader<LogEvent> {
    return this.#reader;
  }

  get end() {
    return this.#reader.of('end').at(0);
  }

  [Symbol.dispose](): void {
    this.#reader.close();
  }
}

const logRequests = (api: FakeApiServer) =>
  api.requests.filter(request => request.path.endsWith('/log'));

describe.each(['direct', 'proxy'] as const)('logs, %s', how => {
  it('are read once for all who look, who get what is there and what comes, up to the end', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    api.podLogs.write(key, 'one', '\u001b[31mtwo\u001b[0m', 'Größe 😀');
    await using portal = await startWith(api, how, {
      kubeflow: { children: { linger: { seconds: 5 } } },
    });

    using first = await Logs.open(portal);
    await eventually(() => expect(first.reader.of('open')).toHaveLength(1));
    expect(first.reader.events[0]).toEqual({ type: 'hello', resumed: false });
    expect(first.texts).toEqual(['one', '\u001b[31mtwo\u001b[0m', 'Größe 😀']);
    expect(first.lines[1]).toMatchObject({
      n: 1,
      at: '2026-11-20T09:00:00.001000000Z',
    });
    const asked = logRequests(api).length;
    using second = await Logs.open(portal, '?tailLines=2');
    await eventually(() => expect(second.texts).toHaveLength(2));
    expect(second.reader.of('dropped')).toEqual([
      { type: 'dropped', count: 1 },
    ]);
    expect(second.lines[0]?.n).toBe(1);
    if (how === 'direct') {
      expect(logRequests(api)).toHaveLength(asked);
      expect(api.podLogs.followers(key)).toBe(1);
    }

    api.podLogs.write(key, 'three', 'three');
    await eventually(() =>
      expect(second.texts.slice(-2)).toEqual(['three', 'three']),
    );
    putPod(api, 'bert', 0, 'Failed', finished(3));
    api.podLogs.write(key, 'last words');
    api.podLogs.end(key);
    await eventually(() => expect(first.end).toBeDefined());
    expect(first.end).toMatchObject({
      reason: 'complete',
      message: expect.stringContaining('exit code 3'),
    });
    expect(first.texts).toEqual([
      'one',
      '\u001b[31mtwo\u001b[0m',
      'Größe 😀',
      'three',
      'three',
      'last words',
    ]);
    expect(first.lines.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5]);
    await eventually(() => expect(first.reader.ended).toBe(true));

    // Who was cut goes on where it was, as long as it is the same reading.
    const [epoch] = first.reader.lastEventId.split('-');
    using resumed = await Logs.open(portal, '', `${epoch}-3`);
    await eventually(() => expect(resumed.end).toBeDefined());
    expect(resumed.reader.events[0]).toEqual({ type: 'hello', resumed: true });
    expect(resumed.lines.map(({ n }) => n)).toEqual([4, 5]);
    using other = await Logs.open(portal, '', 'abcdef-3');
    await eventually(() => expect(other.end).toBeDefined());
    expect(other.reader.events[0]).toEqual({ type: 'hello', resumed: false });
    expect(other.texts).toHaveLength(6);
  });

  it('say that a container has not started, and show it as soon as it has', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Pending', {
      restartCount: 0,
      state: { waiting: { reason: 'ImagePullBackOff', message: 'not found' } },
    });
    await using portal = await startWith(api, how);
    using logs = await Logs.open(portal);
    await eventually(() =>
      expect(logs.reader.of('waiting').at(-1)?.message).toMatch(
        /image torch, which cannot be pulled/,
      ),
    );
    api.podLogs.write(key, 'hello');
    putPod(api, 'bert', 0, 'Running', running);
    await eventually(() => expect(logs.texts).toEqual(['hello']));
    await eventually(() => expect(logs.reader.of('open')).toHaveLength(1));
  });

  it('tell one run of a container from the next, and give the one before', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    api.podLogs.write(key, 'first run');
    await using portal = await startWith(api, how);
    using logs = await Logs.open(portal);
    await eventually(() => expect(logs.texts).toEqual(['first run']));
    using early = await Logs.open(portal, '?previous=true');
    await eventually(() => expect(early.end).toBeDefined());
    expect(early.end).toMatchObject({
      reason: 'complete',
      message: expect.stringMatching(/not been restarted/),
    });

    putPod(api, 'bert', 0, 'Running', {
      restartCount: 1,
      state: { running: {} },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    });
    api.podLogs.cut(key);
    await eventually(() => expect(logs.end).toMatchObject({ restarted: true }));
    api.podLogs.write(`${key}/previous`, 'first run', 'Traceback');
    using previous = await Logs.open(portal, '?previous=true');
    await eventually(() => expect(previous.end).toBeDefined());
    expect(previous.texts).toEqual(['first run', 'Traceback']);
    expect(previous.end?.message).toMatch(/exit code 1/);
    // The present run is read anew, although the former one is still held for its viewer.
    using present = await Logs.open(portal);
    await eventually(() => expect(present.reader.of('open')).toHaveLength(1));
    expect(present.end).toBeUndefined();
  });

  it('end with the pod, and with follow=false after what is there', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    api.podLogs.write(key, 'one', 'two');
    await using portal = await startWith(api, how);
    using once = await Logs.open(portal, '?follow=false');
    await eventually(() => expect(once.reader.ended).toBe(true));
    expect(once.texts).toEqual(['one', 'two']);
    expect(once.end).toEqual({ type: 'end', reason: 'complete' });

    using logs = await Logs.open(portal);
    await eventually(() => expect(logs.texts).toHaveLength(2));
    api.delete('pods', 'team-a', pod);
    api.podLogs.end(key);
    await eventually(() =>
      expect(logs.end).toMatchObject({
        reason: 'gone',
        message: expect.stringMatching(/archives/),
      }),
    );
    await eventually(async () =>
      expect(await portal.getError(path)).toMatchObject({
        status: 404,
        message: expect.stringMatching(/has no pod 'bert-node-0-0'/),
      }),
    );
  });

  it('tell what is wrong with the cluster, and what to do', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    await using portal = await startWith(api, how);
    api.fault = ({ path: asked }) =>
      asked.endsWith('/log')
        ? {
            status: 403,
            body: status(
              403,
              'Forbidden',
              'pods "x" is forbidden: no pods/log',
            ),
          }
        : undefined;
    using forbidden = await Logs.open(portal);
    await eventually(() =>
      expect(forbidden.end).toMatchObject({
        reason: 'error',
        message: expect.stringMatching(/verb get on pods\/log.*rbac\.yaml/),
      }),
    );
    api.fault = ({ path: asked }) =>
      asked.endsWith('/log')
        ? { status: 200, type: 'text/html', text: '<title>Sign in</title>' }
        : undefined;
    using page = await Logs.open(portal);
    await eventually(() =>
      expect(page.end?.message).toMatch(/web page answers instead/),
    );
    api.fault = ({ path: asked }) =>
      asked.endsWith('/log')
        ? {
            status: 200,
            type: 'text/plain',
            text: 'unable to retrieve container logs for containerd://abc',
          }
        : undefined;
    putPod(api, 'bert', 0, 'Failed', finished(1));
    using lost = await Logs.open(portal);
    await eventually(() =>
      expect(lost.end).toMatchObject({
        reason: 'gone',
        message: expect.stringMatching(/no longer has this log/),
      }),
    );
    expect(lost.texts).toEqual([]);
    let faults = 2;
    api.fault = ({ path: asked }) => {
      faults -= asked.endsWith('/log') ? 1 : 0;
      return asked.endsWith('/log') && faults >= 0
        ? {
            status: 500,
            body: status(
              500,
              'InternalError',
              'dial tcp 10.0.0.1:10250: i/o timeout',
            ),
          }
        : undefined;
    };
    api.podLogs.write(key, 'back again');
    api.podLogs.end(key);
    using again = await Logs.open(portal);
    await eventually(() => expect(again.end).toBeDefined());
    expect(again.reader.of('waiting').at(0)?.message).toMatch(
      /node of the pod bert-node-0-0 does not answer/,
    );
    expect(again.texts).toEqual(['back again']);
  });
});

describe('logs', () => {
  it('go on after a cut without a line lost or twice, in the middle of a second, a line and a character', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    api.podLogs.write(
      key,
      ...Array.from({ length: 2500 }, (_, n) => `line ${n}`),
    );
    await using portal = await startWith(api);
    using logs = await Logs.open(portal);
    await eventually(() => expect(logs.texts).toHaveLength(2500));
    const torn = Buffer.from('2026-11-20T09:00:02.500000000Z half of a lïne');
    api.podLogs.send(key, torn.subarray(0, torn.indexOf(0xc3) + 1));
    api.podLogs.cut(key);
    api.podLogs.write(key, 'half of a lïne', 'line 2499', 'end');
    await eventually(() => expect(logs.texts.at(-1)).toBe('end'));
    expect(logs.texts).toEqual([
      ...Array.from({ length: 2500 }, (_, n) => `line ${n}`),
      'half of a lïne',
      'line 2499',
      'end',
    ]);
  });

  it('are let go when nobody looks any more', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    await using portal = await startWith(api);
    const logs = await Logs.open(portal);
    await eventually(() => expect(api.podLogs.followers(key)).toBe(1));
    logs.reader.close();
    await eventually(() => expect(api.podLogs.followers(key)).toBe(0));
  });

  it('are downloaded whole, as text that no browser runs', async () => {
    await using api = await startJobWithPods();
    putPod(api, 'bert', 0, 'Running', running);
    api.podLogs.write(key, '<script>alert(1)</script>', 'two');
    await using portal = await startWith(api);
    const response = await portal.fetch(`${path}/download`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="bert-node-0-0-node.log"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/sandbox/),
    });
    expect(await response.text()).toBe('<script>alert(1)</script>\ntwo\n');
    const stamped = await portal.fetch(`${path}/download?timestamps=true`);
    expect(await stamped.text()).toMatch(
      /^2026-11-20T09:00:00\.000000000Z <script>/,
    );
    api.fault = ({ path: asked }) =>
      asked.endsWith('/log')
        ? {
            status: 400,
            body: status(
              400,
              'BadRequest',
              'container "node" in pod "bert-node-0-0" is waiting to start: ContainerCreating',
            ),
          }
        : undefined;
    expect(await portal.getError(`${path}/download`)).toMatchObject({
      status: 404,
      message: expect.stringMatching(/has not started yet/),
    });
  });

  it('are for those who may read them, of pods of the object only', async () => {
    const log: string[] = [];
    const permissions = mockServices.permissions.mock({
      authorize: async (requests: AuthorizePermissionRequest[]) =>
        requests.map(({ permission: { name } }) => {
          log.push(name);
          return {
            result:
              name === 'kubeflow.log.read'
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          };
        }),
    });
    await using api = await startJobWithPods();
    await using denied = await startWith(api, 'direct', {
      features: [permissions.factory],
    });
    for (const asked of [path, `${path}/download`]) {
      expect(await denied.getError(asked)).toMatchObject({
        status: 403,
        message: expect.stringMatching(/'kubeflow\.log\.read' to read what/),
      });
    }
    expect(logRequests(api)).toEqual([]);

    await using portal = await startWith(api);
    const document = await ApiDocument.fetch(portal);
    for (const other of ['gpt-node-0-0', 'nobody', '..%2fsecrets']) {
      const response = await portal.fetch(path.replace(pod, other));
      expect([other, response.status]).toEqual([
        other,
        other === '..%2fsecrets' ? 400 : 404,
      ]);
      document.check(
        'openLogs',
        response.status,
        'application/json',
        await response.json(),
      );
    }
    expect(await portal.getError(`${path}?tailLines=0`)).toMatchObject({
      status: 400,
      message: expect.stringMatching(/'tailLines'/),
    });
    expect(logRequests(api)).toEqual([]);
    using wrong = await Logs.open(portal, '');
    await eventually(() =>
      expect(wrong.reader.events.length).toBeGreaterThan(0),
    );
    for (const event of wrong.reader.events) {
      document.check('openLogs', 200, 'text/event-stream', event);
    }
  });
});

describe('all logs together', () => {
  it('hold no more than they may, however many were read and are still looked at', async () => {
    const maxTotal = 1_000_000;
    const hub = new LogHub({ linger: 0, timeout: 1000, maxTotal });
    const bytes = Buffer.from(`${'x'.repeat(999)}\n`.repeat(2000));
    const logs: ContainerLog[] = [];
    for (let n = 0; n < 20; n += 1) {
      const { value } = hub.open({
        connection: { name: 'dev' } as ClusterConnection,
        namespace: 'team-a',
        pod: `p-${n}`,
        container: 'main',
        previous: false,
        archive: { read: async () => ({ bytes, isTruncated: false }) },
      });
      await eventually(() => expect(value.isEnded).toBe(true));
      logs.push(value);
    }
    const total = () => logs.reduce((sum, { buffer }) => sum + buffer.size, 0);
    expect(total()).toBeGreaterThan(maxTotal / 2);
    expect(total()).toBeLessThanOrEqual(maxTotal);
    expect(logs[0].buffer.last(1)[0]).toMatchObject({ n: 1999 });
    await hub.stop();
  });
});
