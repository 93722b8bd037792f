import type { Request, Response } from 'express';
import type { User } from '../auth';
import type { Cluster } from '../cluster';
import type { ApiObject } from '../cluster/types';
import { badRequest, invalid } from '../errors';
import type { ServedResource } from '../resources';
import type { WriteOptions } from '../writing';
import { negotiate } from './negotiate';
import { presentOne, type IncludeObject, type Presentation } from './present';
import type { ResourceRequest } from './RequestInfo';
import { sendText } from './send';

/** A request to a resource that is served, by somebody who may make it. */
export class ApiRequest {
  readonly http: Request;
  readonly response: Response;
  readonly cluster: Cluster;
  readonly user: User;
  readonly info: ResourceRequest;
  readonly served: ServedResource;

  constructor(
    parts: Omit<
      ApiRequest,
      | 'query'
      | 'flag'
      | 'number'
      | 'presentation'
      | 'dryRun'
      | 'writeOptions'
      | 'sendObject'
      | 'warn'
    >,
  ) {
    this.http = parts.http;
    this.response = parts.response;
    this.cluster = parts.cluster;
    this.user = parts.user;
    this.info = parts.info;
    this.served = parts.served;
  }

  query(name: string): string | undefined {
    const value = this.http.query[name];
    const first = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' && first !== '' ? first : undefined;
  }

  flag(name: string): boolean {
    const value = this.query(name);
    return value === 'true' || value === '1';
  }

  /** @throws ApiError 400 when it is not a whole number */
  number(name: string): number | undefined {
    const value = this.query(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw badRequest(
        `${name}: Invalid value: ${JSON.stringify(value)}: must be an integer`,
      );
    }
    return Number(value);
  }

  presentation(): Presentation {
    const include = this.query('includeObject') ?? 'Metadata';
    if (include !== 'None' && include !== 'Metadata' && include !== 'Object') {
      throw badRequest(
        `unrecognized includeObject value: ${JSON.stringify(include)}; must be None, Metadata or Object`,
      );
    }
    return {
      served: this.served,
      format: negotiate(this.http.headers.accept),
      includeObject: include satisfies IncludeObject,
      now: this.cluster.now(),
    };
  }

  dryRun(): boolean {
    const value = this.query('dryRun');
    if (value === undefined) return false;
    if (value === 'All') return true;
    throw invalid({ group: 'meta.k8s.io', kind: 'CreateOptions' }, '', [
      {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(value)}: supported values: "All"`,
        field: 'dryRun',
      },
    ]);
  }

  writeOptions(): WriteOptions {
    const validation = this.query('fieldValidation') ?? 'Warn';
    if (
      validation !== 'Ignore' &&
      validation !== 'Warn' &&
      validation !== 'Strict'
    ) {
      throw invalid({ group: 'meta.k8s.io', kind: 'CreateOptions' }, '', [
        {
          reason: 'FieldValueNotSupported',
          message: `Unsupported value: ${JSON.stringify(validation)}: supported values: "Ignore", "Strict", "Warn"`,
          field: 'fieldValidation',
        },
      ]);
    }
    const agent = this.http.headers['user-agent']?.split('/')[0] || 'unknown';
    return {
      fieldManager: (this.query('fieldManager') ?? agent).slice(0, 128),
      dryRun: this.dryRun(),
      fieldValidation: validation,
      warn: message => this.warn(message),
    };
  }

  /** Adds a `Warning` header (RFC 7234, code 299), which kubectl prints. */
  warn(message: string): void {
    const text = message
      .replace(/[^\x20-\x7e]/g, '?')
      .replace(/["\\]/g, '\\$&');
    this.response.append('Warning', `299 - "${text}"`);
  }

  /** Sends an object in the shape and form that the client accepts. @param object - in the served shape */
  sendObject(object: ApiObject, code = 200): void {
    const presentation = this.presentation();
    const { toStored } = this.served.version;
    sendText(
      this.response,
      code,
      presentOne(presentation, toStored ? toStored(object) : object),
      presentation.format.yaml,
    );
  }
}
