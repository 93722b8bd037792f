import { readFile } from 'node:fs/promises';
import { Agent } from 'undici';
import type { ClusterResponse } from '../../clusterConnection';
import { joinUrl, sendRequest } from '../../sendRequest';
import type { PipelinesConfig } from '../config';
import { PipelinesError } from '../PipelinesError';
import type {
  PipelinesTransport,
  TransportRequest,
} from './PipelinesTransport';

/** How long a token that was read from a file is used before the file is read again. */
const TOKEN_FILE_AGE = 10_000;

/** Reaches the API by an address of its own. */
export class UrlTransport implements PipelinesTransport {
  readonly place: string;
  readonly #url: string;
  readonly #agent: Agent;
  readonly #config: PipelinesConfig;
  #fileToken?: { token: string; readAt: number };

  private constructor(url: string, config: PipelinesConfig, ca?: string) {
    this.#url = url;
    this.#config = config;
    // Without what may be a password in it.
    const { origin, pathname } = new URL(url);
    this.place = `${origin}${pathname.replace(/\/+$/, '')}`;
    this.#agent = new Agent({
      connect: {
        timeout: Math.min(config.requestTimeout ?? 10_000, 10_000),
        ca,
        rejectUnauthorized: !config.skipTLSVerify,
      },
    });
  }

  /** @throws Error when the file of the certificate authority cannot be read */
  static async create(
    url: string,
    config: PipelinesConfig,
  ): Promise<UrlTransport> {
    let ca: string | undefined;
    if (config.caFile) {
      try {
        ca = await readFile(config.caFile, 'utf8');
      } catch (error) {
        throw new Error(
          `The certificate authority of the Pipelines API, '${config.caFile}', cannot be read: ${error instanceof Error ? error.message : error}`,
        );
      }
    } else if (config.caData) {
      ca = Buffer.from(config.caData, 'base64').toString('utf8');
    }
    return new UrlTransport(url, config, ca);
  }

  async send(
    path: string,
    request: TransportRequest,
  ): Promise<ClusterResponse> {
    const token = await this.#token();
    return sendRequest(
      this.#agent,
      joinUrl(this.#url, path, request.query),
      request,
      token ? { authorization: `Bearer ${token}` } : {},
    );
  }

  errorOnTheWay(): undefined {
    return undefined;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #token(): Promise<string | undefined> {
    const { token, tokenFile } = this.#config;
    if (!tokenFile) {
      return token;
    }
    const now = Date.now();
    if (this.#fileToken && now - this.#fileToken.readAt < TOKEN_FILE_AGE) {
      return this.#fileToken.token;
    }
    try {
      const read = (await readFile(tokenFile, 'utf8')).trim();
      this.#fileToken = { token: read, readAt: now };
      return read;
    } catch (error) {
      throw new PipelinesError(
        'unauthorized',
        `The token for the Pipelines API at ${this.place} cannot be read from '${tokenFile}': ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}
