import { ApiError, badRequest, unsupportedMediaType } from '../errors';
import { isObject } from '../json';
import { jsonOf } from './decodeMessage';
import { ProtoTypes } from './protoTypes';

export const protobufType = 'application/vnd.kubernetes.protobuf';

/** "k8s" and a zero byte: how every object in this form begins. */
const magic = Buffer.from('k8s\0');

/** Reads objects that Go clients send as protocol buffers; answers are always JSON, which they accept too. */
export class ProtobufDecoder {
  readonly #types = new ProtoTypes();

  /** @throws ApiError 400 when it cannot be read, 415 when the type is not a built-in one */
  decode(body: Buffer): unknown {
    if (!body.subarray(0, 4).equals(magic)) {
      throw badRequest(
        'the object provided is unrecognized (must be of type Protobuf): it does not begin as one',
      );
    }
    try {
      const { envelope } = this.#types;
      const outer = envelope.decode(body.subarray(4)) as unknown as {
        typeMeta?: { apiVersion?: string; kind?: string };
        raw?: Uint8Array;
      };
      const { apiVersion = '', kind = '' } = outer.typeMeta ?? {};
      const type = this.#types.find(apiVersion, kind);
      if (!type) {
        throw unsupportedMediaType(
          `no protocol buffer of ${kind} in ${apiVersion} is known; send application/json`,
        );
      }
      const message = type.decode(outer.raw ?? new Uint8Array());
      const object = jsonOf(
        type,
        message as unknown as Record<string, unknown>,
      );
      return { apiVersion, kind, ...(isObject(object) ? object : {}) };
    } catch (error) {
      if (error instanceof ApiError) throw error;
      // The library throws errors of several kinds for bytes that are no message.
      throw badRequest(
        `the object provided is unrecognized (must be of type Protobuf): ${(error as Error).message}`,
      );
    }
  }
}
