import { cleanText } from '@kubeflow-portal/plugin-kubeflow-common';
import { Agent } from 'undici';
import type { ObjectStoreConfig } from '../config';
import { PipelinesError } from '../PipelinesError';
import { networkError } from '../transport/networkError';
import type { ObjectLocation } from './objectLocation';
import { takeBytes } from './takeBytes';
import { takeEnd } from './takeEnd';
import { encodeStep, signRead } from './signRequest';

/** What was read of an object. */
export interface ObjectBytes {
  bytes: Uint8Array;
  /** In all. */
  size?: number;
}

/** Reads objects of a store that speaks S3. */
export class ObjectStore {
  readonly #cluster: string;
  readonly #config: ObjectStoreConfig;
  readonly #timeout: number;
  /** For messages, without what may be a password in it. */
  readonly #place: string;
  readonly #agent: Agent;

  constructor(cluster: string, config: ObjectStoreConfig, timeout = 30_000) {
    this.#cluster = cluster;
    this.#config = config;
    this.#timeout = timeout;
    const { origin, pathname } = new URL(config.endpoint);
    this.#place = `${origin}${pathname.replace(/\/+$/, '')}`;
    this.#agent = new Agent({ connect: { timeout: 10_000 } });
  }

  /**
   * The first bytes of an object.
   *
   * @throws PipelinesError that says what the store answered
   */
  read(
    location: ObjectLocation,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<ObjectBytes> {
    return this.#read(
      location,
      `bytes=0-${maxBytes - 1}`,
      signal,
      async body => ({ bytes: await takeBytes(body, maxBytes) }),
    );
  }

  /**
   * The last bytes of an object, also where a store knows no ranges and gives all of it.
   *
   * @throws PipelinesError that says what the store answered
   */
  readEnd(
    location: ObjectLocation,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<ObjectBytes> {
    return this.#read(location, `bytes=-${maxBytes}`, signal, body =>
      takeEnd(body, maxBytes),
    );
  }

  async #read(
    location: ObjectLocation,
    range: string,
    signal: AbortSignal | undefined,
    take: (body: AsyncIterable<Uint8Array>) => Promise<ObjectBytes>,
  ): Promise<ObjectBytes> {
    const { bucket } = this.#config;
    if (bucket !== undefined && location.bucket !== bucket) {
      throw new PipelinesError(
        'forbidden',
        `The artifact lies in bucket '${location.bucket}', and the portal reads artifacts of cluster '${this.#cluster}' only from '${bucket}' (objectStore.bucket).`,
      );
    }
    const { origin, host, path } = this.#addressOf(location);
    const deadline = AbortSignal.timeout(this.#timeout);
    try {
      const response = await this.#agent.request({
        origin,
        path,
        method: 'GET',
        headers: signRead({
          host,
          path,
          range,
          region: this.#config.region ?? 'us-east-1',
          accessKeyId: this.#config.accessKeyId,
          secretAccessKey: this.#config.secretAccessKey,
          at: new Date(),
        }),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      const { statusCode, headers } = response;
      if (statusCode === 416) {
        // Of an empty object, there are no bytes to ask for.
        await response.body.dump();
        return { bytes: new Uint8Array(), size: 0 };
      }
      if (statusCode !== 200 && statusCode !== 206) {
        const said = await takeBytes(response.body, 4000);
        throw this.#refusal(location, statusCode, said);
      }
      const total =
        /\/(\d+)$/.exec(String(headers['content-range'] ?? ''))?.[1] ??
        (statusCode === 200 ? headers['content-length'] : undefined);
      const { bytes, size } = await take(response.body);
      return {
        bytes,
        // What was counted is the whole only when the whole came.
        size: total ? Number(total) : statusCode === 200 ? size : undefined,
      };
    } catch (error) {
      if (signal?.aborted) {
        throw error;
      }
      throw networkError(error, {
        what: `The object store of the Pipelines API of cluster '${this.#cluster}'`,
        place: this.#place,
        timeout: this.#timeout,
      });
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #addressOf({ bucket, key }: ObjectLocation): {
    origin: string;
    host: string;
    path: string;
  } {
    const endpoint = new URL(this.#config.endpoint);
    const base = endpoint.pathname.replace(/\/+$/, '');
    const path = key.split('/').map(encodeStep).join('/');
    if (this.#config.forcePathStyle === false) {
      const host = `${bucket}.${endpoint.host}`;
      return {
        origin: `${endpoint.protocol}//${host}`,
        host,
        path: `${base}/${path}`,
      };
    }
    return {
      origin: endpoint.origin,
      host: endpoint.host,
      path: `${base}/${encodeStep(bucket)}/${path}`,
    };
  }

  #refusal(
    location: ObjectLocation,
    status: number,
    body: Uint8Array,
  ): PipelinesError {
    const text = Buffer.from(body).toString('utf8');
    const said = cleanText(
      [/<Code>([^<]*)/.exec(text)?.[1], /<Message>([^<]*)/.exec(text)?.[1]]
        .filter(Boolean)
        .join(': '),
      300,
    );
    const what = `'${location.key}' of bucket '${location.bucket}'`;
    const because = said ? ` (${said})` : '';
    switch (status) {
      case 404:
        return new PipelinesError(
          'not-found',
          `The object store of cluster '${this.#cluster}' has no file ${what}${because}. It was deleted, or the artifact is a folder of files.`,
        );
      case 401:
      case 403:
        return new PipelinesError(
          'forbidden',
          `The object store of cluster '${this.#cluster}' does not let the portal read ${what}${because}. See objectStore in the configuration of its Pipelines API: the keys, the region and what they may read.`,
        );
      default:
        return new PipelinesError(
          'failed',
          `The object store of cluster '${this.#cluster}' answered a read of ${what} with HTTP ${status}${because}.`,
        );
    }
  }
}
