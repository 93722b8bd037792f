import type { Request } from 'express';
import { parse } from 'yaml';
import { badRequest, unsupportedMediaType } from '../errors';
import { ProtobufDecoder, protobufType } from '../protobuf';
import { bodyType } from './negotiate';

/** The body as text; the server has read it whole. */
export function bodyText(request: Request): string {
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

/**
 * @param yaml - whether YAML is allowed; JSON always is
 * @throws ApiError 400 that says where the text breaks
 */
export function parseBody(request: Request, yaml: boolean): unknown {
  const text = bodyText(request);
  try {
    return yaml ? parse(text) : JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${yaml ? 'YAML' : 'JSON'}): ${(error as Error).message.split('\n')[0]}`,
    );
  }
}

const protobuf = new ProtobufDecoder();

/**
 * The object of a POST, PUT or DELETE.
 *
 * @throws ApiError 400 when it cannot be read, 415 when it comes in a form that is not known
 */
export function objectBody(request: Request): unknown {
  const type = bodyType(request.headers['content-type']);
  switch (type) {
    case protobufType:
      return protobuf.decode(request.body as Buffer);
    case 'application/json':
    case 'application/yaml':
      return parseBody(request, type === 'application/yaml');
    default:
      throw unsupportedMediaType(
        `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, ${protobufType}`,
      );
  }
}
