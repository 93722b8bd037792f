import { join } from 'node:path';
import { freePort, ServerProcess } from './serverProcess';

/** An etcd of one member on loopback. Nothing it holds has to survive a crash, so it does not wait for the disk. */
export class Etcd implements AsyncDisposable {
  readonly url: string;
  readonly #process: ServerProcess;

  private constructor(url: string, process: ServerProcess) {
    this.url = url;
    this.#process = process;
  }

  static async start(binary: string, directory: string): Promise<Etcd> {
    const url = `http://127.0.0.1:${await freePort()}`;
    const peerUrl = `http://127.0.0.1:${await freePort()}`;
    const process = new ServerProcess(
      'etcd',
      binary,
      [
        `--data-dir=${join(directory, 'etcd')}`,
        `--listen-client-urls=${url}`,
        `--advertise-client-urls=${url}`,
        `--listen-peer-urls=${peerUrl}`,
        '--unsafe-no-fsync',
        '--log-level=warn',
      ],
      join(directory, 'etcd.log'),
    );
    await process
      .ready(async () => (await fetch(`${url}/health`)).ok)
      .catch(async error => {
        await process.stop();
        throw error;
      });
    return new Etcd(url, process);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process.stop('SIGKILL');
  }
}

/** Forgets all history up to now, as etcd does every five minutes in a real cluster. Gives the revision. */
export async function compactEtcd(url: string): Promise<number> {
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${url}/v3/kv/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `etcd answered ${response.status} to ${path}: ${await response.text()}`,
      );
    }
    return (await response.json()) as { header: { revision: string } };
  };
  const { header } = await post('range', { key: 'AA==' });
  await post('compaction', { revision: header.revision, physical: true });
  return Number(header.revision);
}
