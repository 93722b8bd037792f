import fc from 'fast-check';
import type protobuf from 'protobufjs';
import { ApiError } from '../errors';
import { ProtobufDecoder } from './ProtobufDecoder';
import { ProtoTypes } from './protoTypes';

const types = new ProtoTypes();
const decoder = new ProtobufDecoder();

/** As a Go client packs an object; `fields` in the shape of the message. */
function pack(apiVersion: string, kind: string, fields: object): Buffer {
  const type = types.find(apiVersion, kind)!;
  const encode = (message: protobuf.Type, value: object) =>
    message.encode(message.fromObject(value)).finish();
  return Buffer.concat([
    Buffer.from('k8s\0'),
    encode(types.envelope, {
      typeMeta: { apiVersion, kind },
      raw: encode(type, fields),
    }),
  ]);
}

function refusal(body: Buffer): number | undefined {
  try {
    decoder.decode(body);
  } catch (error) {
    if (error instanceof ApiError) return error.status.code;
    throw error;
  }
  return undefined;
}

describe('objects in protocol buffers', () => {
  it('become the JSON that the API has for them', () => {
    const body = pack('apps/v1', 'Deployment', {
      metadata: {
        name: 'web',
        namespace: '',
        labels: { app: 'web' },
        creationTimestamp: {},
        generation: 0,
      },
      spec: {
        replicas: 0,
        minReadySeconds: 0,
        paused: false,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: { type: 1, strVal: '25%' },
            maxUnavailable: { type: 0, intVal: 1 },
          },
        },
        template: {
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'web',
                image: 'web:1',
                tty: false,
                ports: [{ containerPort: 80, hostPort: 0 }],
                resources: { limits: { cpu: { string: '500m' } } },
                livenessProbe: {
                  initialDelaySeconds: 0,
                  periodSeconds: 5,
                  handler: { httpGet: { port: { type: 1, strVal: 'http' } } },
                },
                env: [
                  {
                    name: 'KEY',
                    valueFrom: {
                      secretKeyRef: {
                        localObjectReference: { name: 'key' },
                        key: 'a',
                      },
                    },
                  },
                ],
              },
            ],
            volumes: [
              { name: 'data', volumeSource: { emptyDir: { medium: '' } } },
            ],
          },
        },
      },
    });
    expect(decoder.decode(body)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: {
        replicas: 0,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 },
        },
        template: {
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'web',
                image: 'web:1',
                ports: [{ containerPort: 80 }],
                resources: { limits: { cpu: '500m' } },
                livenessProbe: { periodSeconds: 5, httpGet: { port: 'http' } },
                env: [
                  {
                    name: 'KEY',
                    valueFrom: { secretKeyRef: { name: 'key', key: 'a' } },
                  },
                ],
              },
            ],
            volumes: [{ name: 'data', emptyDir: {} }],
          },
        },
      },
    });
  });

  it('keep bytes, times and numbers of 64 bits', () => {
    const secret = pack('v1', 'Secret', {
      metadata: {
        name: 'key',
        generation: 7,
        creationTimestamp: { seconds: 1_795_000_000 },
      },
      data: { a: Buffer.from([0, 255]) },
    });
    expect(decoder.decode(secret)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'key',
        generation: 7,
        creationTimestamp: '2026-11-18T11:06:40Z',
      },
      data: { a: 'AP8=' },
    });
    const lease = pack('coordination.k8s.io/v1', 'Lease', {
      spec: { renewTime: { seconds: 1_795_000_000, nanos: 123_456_000 } },
    });
    expect(decoder.decode(lease)).toMatchObject({
      spec: { renewTime: '2026-11-18T11:06:40.123456Z' },
    });
  });

  it('carry any text in any map, and are refused rather than misread when they are cut', () => {
    const map = fc.dictionary(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(map, fc.nat(), (data, cut) => {
        const body = pack('v1', 'ConfigMap', { data });
        const expected = Object.keys(data).length > 0 ? { data } : {};
        expect(decoder.decode(body)).toEqual({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          ...expected,
        });
        const part = body.subarray(0, cut % body.length);
        expect([undefined, 400, 415]).toContain(refusal(part));
      }),
    );
  });

  it('are refused when they are random bytes, or of a kind without a message', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
        expect([400, 415]).toContain(
          refusal(Buffer.concat([Buffer.from('k8s\0'), bytes])),
        );
        expect(refusal(Buffer.from(bytes))).toBe(400);
      }),
    );
    const custom = pack('v1', 'Pod', {}).toString('latin1');
    expect(refusal(Buffer.from(custom.replace('Pod', 'Job'), 'latin1'))).toBe(
      415,
    );
  });
});
