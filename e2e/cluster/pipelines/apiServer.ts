import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, ServerProcess } from '../serverProcess';
import type { MariaDb } from './mariaDb';
import type { ObjectStore } from './objectStore';

export interface PipelinesServerOptions {
  binary: string;
  /** How it reaches the cluster in which it creates workflows. */
  kubeconfigFile: string;
  /** The namespace in which a server for one user runs its pipelines. */
  namespace: string;
  database: MariaDb;
  objectStore: ObjectStore;
  /** Where it may write files. */
  directory: string;
  /** Whether users have namespaces of their own, and say who they are in the header `kubeflow-userid`. */
  multiUser?: boolean;
  /** Further environment variables, which override ours. */
  env?: Record<string, string>;
}

/** The API server of Kubeflow Pipelines, on all addresses of this machine. */
export class PipelinesServer implements AsyncDisposable {
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly #process: ServerProcess;

  private constructor(
    httpPort: number,
    grpcPort: number,
    process: ServerProcess,
  ) {
    this.httpPort = httpPort;
    this.grpcPort = grpcPort;
    this.#process = process;
  }

  static async start(
    options: PipelinesServerOptions,
  ): Promise<PipelinesServer> {
    const { database, objectStore, directory } = options;
    const config = join(directory, 'pipelines-config');
    await mkdir(config, { recursive: true });
    await writeFile(
      join(config, 'config.json'),
      JSON.stringify({
        DBDriverName: 'mysql',
        DBConfig: {
          MySQLConfig: {
            Host: database.host,
            Port: String(database.port),
            User: 'root',
            DBName: 'mlpipeline',
            GroupConcatMaxLen: '4194304',
          },
          ConMaxLifeTime: '120s',
        },
        ObjectStoreConfig: {
          Host: objectStore.host,
          Port: String(objectStore.port),
          AccessKey: objectStore.accessKey,
          SecretAccessKey: objectStore.secretKey,
          BucketName: objectStore.bucket,
          PipelinePath: 'pipelines',
          Secure: 'false',
          Region: 'us-east-1',
        },
        ARCHIVE_CONFIG_LOG_FILE_NAME: 'main.log',
        ARCHIVE_CONFIG_LOG_PATH_PREFIX: '/artifacts',
        InitConnectionTimeout: '1m',
        DEFAULTPIPELINERUNNERSERVICEACCOUNT: 'pipeline-runner',
        CacheEnabled: 'true',
        CRON_SCHEDULE_TIMEZONE: 'UTC',
        // It asks for these, but nothing here draws anything.
        ML_PIPELINE_VISUALIZATIONSERVER_SERVICE_HOST: '127.0.0.1',
        ML_PIPELINE_VISUALIZATIONSERVER_SERVICE_PORT: '1',
        // A test makes many objects in a short time.
        ClientQPS: '500',
        ClientBurst: '1000',
      }),
      { mode: 0o600 },
    );
    const httpPort = await freePort();
    const grpcPort = await freePort();
    const child = new ServerProcess(
      'The API server of Kubeflow Pipelines',
      options.binary,
      [
        `--config=${config}`,
        // The cluster's API server refuses to pass requests on to loopback.
        `--httpPortFlag=:${httpPort}`,
        `--rpcPortFlag=:${grpcPort}`,
        '--logtostderr',
      ],
      join(directory, 'pipelines-api-server.log'),
      {
        KUBECONFIG: options.kubeconfigFile,
        POD_NAMESPACE: options.namespace,
        ...(options.multiUser && {
          MULTIUSER: 'true',
          KUBEFLOW_USERID_HEADER: 'kubeflow-userid',
          KUBEFLOW_USERID_PREFIX: '',
        }),
        ...options.env,
      },
    );
    try {
      const healthz = `http://127.0.0.1:${httpPort}/apis/v2beta1/healthz`;
      await child.ready(async () => (await fetch(healthz)).ok, 120_000);
      return new PipelinesServer(httpPort, grpcPort, child);
    } catch (error) {
      await child.stop('SIGKILL');
      throw error;
    }
  }

  /** Where it is for clients on this machine. */
  get url(): string {
    return `http://127.0.0.1:${this.httpPort}`;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#process.stop('SIGKILL');
  }
}
