import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, type ApiEndpoint, type ApiUser } from './apiClient';
import { controlPlaneBinaries } from './build';
import { compactEtcd, Etcd } from './etcd';
import { kubeconfig } from './kubeconfig';
import { freePort, ServerProcess } from './serverProcess';
import { users, type UserName } from './users';

export interface ControlPlaneOptions {
  /** Also run kube-controller-manager's garbage collector, namespace, job and service account controllers. */
  controllerManager?: boolean;
  /** Further kube-apiserver flags. */
  apiServerFlags?: string[];
}

/** etcd and kube-apiserver as processes on loopback, with RBAC and three users. Gone when disposed or when we end. */
export class ControlPlane implements AsyncDisposable {
  readonly endpoint: ApiEndpoint;
  readonly etcdUrl: string;
  readonly #tokens: Record<UserName, string>;
  readonly #admin: ApiClient;
  readonly #startApiServer: () => ServerProcess;
  readonly #resources: AsyncDisposableStack;
  #apiServer: ServerProcess;

  private constructor(parts: {
    endpoint: ApiEndpoint;
    etcdUrl: string;
    tokens: Record<UserName, string>;
    startApiServer: () => ServerProcess;
    apiServer: ServerProcess;
    resources: AsyncDisposableStack;
  }) {
    this.endpoint = parts.endpoint;
    this.etcdUrl = parts.etcdUrl;
    this.#tokens = parts.tokens;
    this.#startApiServer = parts.startApiServer;
    this.#apiServer = parts.apiServer;
    this.#resources = parts.resources;
    this.#resources.defer(() => this.#apiServer.stop());
    this.#admin = this.#resources.use(
      new ApiClient(this.endpoint, this.user('admin')),
    );
  }

  static async start(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
    const binaries = await controlPlaneBinaries();
    await using resources = new AsyncDisposableStack();
    const directory = await mkdtemp(join(tmpdir(), 'kubeflow-portal-cluster-'));
    resources.defer(() => rm(directory, { recursive: true, force: true }));

    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const serviceAccountKey = join(directory, 'service-account.key');
    await writeFile(
      serviceAccountKey,
      privateKey.export({ type: 'pkcs1', format: 'pem' }),
      { mode: 0o600 },
    );

    const token = () => randomBytes(24).toString('hex');
    const tokens = { admin: token(), alice: token(), bob: token() };
    const tokenFile = join(directory, 'tokens.csv');
    await writeFile(
      tokenFile,
      (Object.keys(users) as UserName[])
        .map(
          name =>
            `${tokens[name]},${name},${name},"${users[name].groups.join(',')}"\n`,
        )
        .join(''),
      { mode: 0o600 },
    );

    const etcd = resources.use(await Etcd.start(binaries.etcd, directory));
    const port = await freePort();
    const certificates = join(directory, 'certificates');
    const startApiServer = () =>
      new ServerProcess(
        'kube-apiserver',
        binaries.apiServer,
        [
          `--etcd-servers=${etcd.url}`,
          // It signs a certificate for itself there, and finds it again when it is restarted.
          `--cert-dir=${certificates}`,
          '--bind-address=127.0.0.1',
          `--secure-port=${port}`,
          '--authorization-mode=RBAC',
          `--token-auth-file=${tokenFile}`,
          '--service-account-issuer=https://kubernetes.default.svc',
          `--service-account-key-file=${serviceAccountKey}`,
          `--service-account-signing-key-file=${serviceAccountKey}`,
          '--service-cluster-ip-range=10.0.0.0/24',
          // Without controllers, pods would wait for a service account that nobody makes.
          '--disable-admission-plugins=ServiceAccount',
          // One client may hold hundreds of watches in a benchmark.
          '--max-requests-inflight=1000',
          '--max-mutating-requests-inflight=500',
          ...(options.apiServerFlags ?? []),
        ],
        join(directory, 'kube-apiserver.log'),
      );
    const url = `https://127.0.0.1:${port}`;
    const apiServer = startApiServer();
    try {
      // The certificate appears while the server starts.
      const certificate = () =>
        readFile(join(certificates, 'apiserver.crt'), 'utf8');
      await apiServer.ready(async () =>
        (await certificate()).includes('END CERTIFICATE'),
      );
      const plane = new ControlPlane({
        endpoint: { url, ca: await certificate() },
        etcdUrl: etcd.url,
        tokens,
        startApiServer,
        apiServer,
        resources: resources.move(),
      });
      try {
        await plane.#ready();
        if (options.controllerManager) {
          await plane.#startControllerManager(
            binaries.controllerManager,
            directory,
            serviceAccountKey,
          );
        }
        return plane;
      } catch (error) {
        await plane[Symbol.asyncDispose]();
        throw error;
      }
    } catch (error) {
      await apiServer.stop();
      throw error;
    }
  }

  /** How a user signs in. */
  user(name: UserName): ApiUser {
    return { token: this.#tokens[name] };
  }

  client(name: UserName): ApiClient {
    return this.#admin.as(this.user(name));
  }

  /** The process that is kube-apiserver now, to measure it. */
  get apiServerPid(): number | undefined {
    return this.#apiServer.pid;
  }

  async stopApiServer(): Promise<void> {
    // Its shutdown waits for open watches; a crash does not.
    await this.#apiServer.stop('SIGKILL');
  }

  async startApiServer(): Promise<void> {
    this.#apiServer = this.#startApiServer();
    await this.#ready();
  }

  async restartApiServer(): Promise<void> {
    await this.stopApiServer();
    await this.startApiServer();
  }

  /** Forgets etcd's history. Watches that resume from before it are refused with 410 once the API server is restarted. */
  compact(): Promise<number> {
    return compactEtcd(this.etcdUrl);
  }

  #ready(): Promise<void> {
    return this.#apiServer.ready(
      async () => (await this.#admin.request('GET', '/readyz')).status === 200,
    );
  }

  async #startControllerManager(
    binary: string | undefined,
    directory: string,
    serviceAccountKey: string,
  ) {
    if (!binary) {
      throw new Error(
        'KUBEBUILDER_ASSETS holds no kube-controller-manager, which the garbage collection tests need',
      );
    }
    const config = join(directory, 'controller-manager.kubeconfig');
    await writeFile(config, kubeconfig(this.endpoint, this.user('admin')), {
      mode: 0o600,
    });
    const port = await freePort();
    const manager = new ServerProcess(
      'kube-controller-manager',
      binary,
      [
        `--kubeconfig=${config}`,
        `--service-account-private-key-file=${serviceAccountKey}`,
        '--controllers=garbage-collector-controller,namespace-controller,job-controller,serviceaccount-controller',
        '--leader-elect=false',
        `--secure-port=${port}`,
        '--bind-address=127.0.0.1',
        `--cert-dir=${join(directory, 'controller-manager-certificates')}`,
      ],
      join(directory, 'kube-controller-manager.log'),
    );
    this.#resources.defer(() => manager.stop('SIGKILL'));
    // The default account appears when its controllers run.
    await manager.ready(
      async () =>
        (
          await this.#admin.request(
            'GET',
            '/api/v1/namespaces/default/serviceaccounts/default',
          )
        ).status === 200,
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#resources.disposeAsync();
  }
}
