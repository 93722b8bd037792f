import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory } from '../cacheDirectory';
import { goBuild, type GoBinary } from '../goBuild';
import { freePort, ServerProcess } from '../serverProcess';
import { buildKey } from './goModule';

const sources = fileURLToPath(new URL('./object-store/', import.meta.url));
const binary: GoBinary = {
  name: 'versitygw',
  package: 'github.com/versity/versitygw/cmd/versitygw',
  ldflags: '-s -w',
};

/** An S3 server on loopback that keeps a bucket `mlpipeline` in a folder: the Versity gateway. */
export class ObjectStore implements AsyncDisposable {
  readonly host = '127.0.0.1';
  readonly bucket = 'mlpipeline';
  readonly port: number;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Where the objects of the bucket are files, under their keys. */
  readonly folder: string;
  readonly #process: ServerProcess;

  private constructor(parts: {
    port: number;
    accessKey: string;
    secretKey: string;
    folder: string;
    process: ServerProcess;
  }) {
    this.port = parts.port;
    this.accessKey = parts.accessKey;
    this.secretKey = parts.secretKey;
    this.folder = parts.folder;
    this.#process = parts.process;
  }

  /** Starts one that keeps its buckets in `directory`. */
  static async start(directory: string): Promise<ObjectStore> {
    const folder = cacheDirectory('object-store', buildKey(sources, [binary]));
    const built = await goBuild({
      sources,
      folder,
      binaries: [binary],
      announcement: `Building the Versity S3 gateway into ${folder} …`,
    });
    const buckets = join(directory, 'buckets');
    const bucket = join(buckets, 'mlpipeline');
    await mkdir(bucket, { recursive: true });
    const port = await freePort();
    const accessKey = 'tests';
    const secretKey = randomBytes(24).toString('hex');
    const child = new ServerProcess(
      'versitygw',
      join(built, binary.name),
      [`--port=127.0.0.1:${port}`, '--health=/health', 'posix', buckets],
      join(directory, 'object-store.log'),
      { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
    );
    try {
      await child.ready(
        async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok,
      );
      return new ObjectStore({
        port,
        accessKey,
        secretKey,
        folder: bucket,
        process: child,
      });
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#process.stop();
  }
}
