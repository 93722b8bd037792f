import type { ServerResponse } from 'node:http';

/** A request as far as logs look at it. */
interface LogRequest {
  path: string;
  query: URLSearchParams;
}

interface FakeLog {
  lines: { at: string; text: string }[];
  followers: Set<ServerResponse>;
  isEnded: boolean;
}

/** The logs of the fake API server's pods, by `pod/container`, or `pod/container/previous`. */
export class FakePodLogs {
  readonly #logs = new Map<string, FakeLog>();

  /** Writes lines, each a millisecond after the one before; followers get them at once. */
  write(key: string, ...texts: string[]): void {
    const log = this.#of(key);
    for (const text of texts) {
      const at = new Date(
        Date.UTC(2026, 10, 20, 9) + log.lines.length,
      ).toISOString();
      const line = { at: at.replace('Z', '000000Z'), text };
      log.lines.push(line);
      for (const follower of log.followers) {
        follower.write(`${line.at} ${line.text}\n`);
      }
    }
  }

  /** Sends bytes to the followers as they are. */
  send(key: string, bytes: Uint8Array | string): void {
    for (const follower of this.#of(key).followers) {
      follower.write(bytes);
    }
  }

  /** The container ended: so do the streams that follow it. */
  end(key: string): void {
    const log = this.#of(key);
    log.isEnded = true;
    for (const follower of log.followers) {
      follower.end();
    }
  }

  /** The connections of all followers break off. */
  cut(key: string): void {
    for (const follower of [...this.#of(key).followers]) {
      follower.destroy();
    }
  }

  followers(key: string): number {
    return this.#of(key).followers.size;
  }

  /** @returns whether the request was for a log, and is answered */
  answer(request: LogRequest, response: ServerResponse): boolean {
    const [, pod] =
      /^\/api\/v1\/namespaces\/[^/]+\/pods\/([^/]+)\/log$/.exec(request.path) ??
      [];
    if (pod === undefined) {
      return false;
    }
    const { query } = request;
    const key = `${pod}/${query.get('container')}${query.get('previous') === 'true' ? '/previous' : ''}`;
    const log = this.#of(key);
    const since = query.get('sinceTime');
    const tail = query.get('tailLines');
    const lines = log.lines
      .filter(({ at }) => since === null || at >= since.replace('Z', ''))
      .slice(tail === null ? 0 : -Number(tail));
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.flushHeaders();
    const stamps = query.get('timestamps') === 'true';
    for (const { at, text } of lines) {
      response.write(`${stamps ? `${at} ` : ''}${text}\n`);
    }
    if (query.get('follow') !== 'true' || log.isEnded) {
      response.end();
      return true;
    }
    log.followers.add(response);
    response.on('close', () => log.followers.delete(response));
    return true;
  }

  #of(key: string): FakeLog {
    let log = this.#logs.get(key);
    if (!log) {
      log = { lines: [], followers: new Set(), isEnded: false };
      this.#logs.set(key, log);
    }
    return log;
  }
}
