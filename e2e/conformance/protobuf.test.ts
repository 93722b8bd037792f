import { createNamespace } from './namespaces';
import { useTarget } from './target';

const target = useTarget();
const protobuf = 'application/vnd.kubernetes.protobuf';

/** A field of a message that holds text, bytes or another message; all of it ASCII and short, so that text will do. */
const field = (number: number, value: string) =>
  String.fromCharCode((number << 3) | 2, value.length) + value;

/** `runtime.Unknown`, in which every object travels. */
const envelope = (apiVersion: string, kind: string, message: string) =>
  `k8s\0${field(1, field(1, apiVersion) + field(2, kind))}${field(2, message)}`;

describe('protocol buffers', () => {
  it('are read, as Go clients send them, and answered with JSON', async () => {
    await using space = await createNamespace(target.admin);
    const path = space.path('v1', 'configmaps');
    const entry = field(1, 'key') + field(2, 'value');
    const created = await target.admin.request('POST', path, {
      // `ObjectMeta.name`, `ObjectMeta.labels` and `ConfigMap.data`.
      body: envelope(
        'v1',
        'ConfigMap',
        field(
          1,
          field(1, 'packed') + field(11, field(1, 'team') + field(2, 'a')),
        ) + field(2, entry),
      ),
      contentType: protobuf,
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      kind: 'ConfigMap',
      metadata: { name: 'packed', labels: { team: 'a' } },
      data: { key: 'value' },
    });

    // `DeleteOptions.preconditions.uid`
    const remove = (uid: string) =>
      target.admin.request('DELETE', `${path}/packed`, {
        body: envelope('v1', 'DeleteOptions', field(2, field(1, uid))),
        contentType: protobuf,
      });
    expect((await remove('another')).status).toBe(409);
    expect((await remove(created.body.metadata.uid)).status).toBe(200);
  });

  it('that are none are refused', async () => {
    await using space = await createNamespace(target.admin);
    for (const body of ['', 'k8s', '{"kind":"ConfigMap"}', 'k8s\0\x0a\x7f']) {
      const answer = await target.admin.request(
        'POST',
        space.path('v1', 'configmaps'),
        { body, contentType: protobuf },
      );
      expect([body, answer.status, answer.body.kind]).toEqual([
        body,
        400,
        'Status',
      ]);
    }
  });
});
