import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import {
  accessObjects,
  defaultIdentities,
  kubeconfig,
  teamObjects,
} from './access';
import { Authenticator, ServiceAccountTokens, type Identity } from './auth';
import { Cluster } from './cluster';
import type { ApiObject, SandboxCluster } from './cluster/types';
import { bundledCrds } from './crds';
import { createApp } from './http';
import { listenAll } from './listen';
import {
  Access,
  bucket,
  objectStoreHandler,
  PipelinesBackend,
  pipelinesHandler,
  pipelinesObjects,
  pipelinesService,
  serverNamespace,
  type TaskModel,
} from './pipelines';
import {
  clusterBirth,
  createSimulation,
  type SimulationOptions,
} from './simulation/createSimulation';
import { loadAuthority, serverCertificate } from './tls/CertificateAuthority';

/** @public */
export interface SandboxOptions {
  /** Default: any free one. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** Keeps the certificate authority, and with it the tokens, between starts. A new one each time when left out. */
  caDirectory?: string;
  /** Resources beyond the built-in ones. Default: those of every Kubeflow component that the portal knows. */
  crds?: ApiObject[];
  /** Who may come. Default: `admin`, `alice` (team-vision), `bob` (team-language), and the portal's service accounts. */
  identities?: Identity[];
  /** Objects that are there from the start, besides the access rules. */
  objects?: ApiObject[];
  /** The cluster's clock. */
  now?: () => Date;
  /** Changes that are kept for each resource; watches that resume from before are refused with 410. Default 5000. */
  historyLimit?: number;
  /** Lines that each container's log keeps; older ones are dropped. Default 5000. */
  logLimit?: number;
  /**
   * Brings the cluster to life: nodes, queues, two teams and their work, and controllers for what others create.
   * Default `false`: nothing happens by itself.
   */
  simulation?: SimulationSettings | false;
  /** The Pipelines API. */
  pipelines?: PipelinesSettings;
  /** The object store of the pipelines. */
  objectStore?: ObjectStoreSettings;
  /** How often watches that want bookmarks get one, in milliseconds. Default one minute, as the API has it. */
  bookmarkIntervalMs?: number;
}

/** How the Pipelines API is set up. @public */
export interface PipelinesSettings {
  /** Where it listens, besides the service proxy of the Kubernetes API. Default: any free one. */
  port?: number;
  /**
   * Whether namespaces are kept apart: callers are whoever the header `kubeflow-userid` names, or the service account
   * of a token for the audience `pipelines.kubeflow.org`, and may do what the cluster's roles say of
   * `pipelines.kubeflow.org`. Default false: everybody may do everything.
   */
  multiUser?: boolean;
  /**
   * How it tells of the tasks of a run. `details`, as releases up to 2.18 do: `run_details.task_details`, made of the
   * Workflow's nodes, and no artifacts. `tasks`, as later ones do: `/runs/{id}/tasks`, `/artifacts`,
   * `/artifact_tasks`. Default `details`.
   */
  tasks?: TaskModel;
}

/** Where pipelines keep their artifacts. @public */
export interface ObjectStoreSettings {
  /** Where it listens. Default: any free one. */
  port?: number;
}

/** An object store that speaks S3, path style, to be read only. @public */
export interface SandboxObjectStore {
  /** `http://127.0.0.1:<port>` */
  endpoint: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The keys that Kubeflow Pipelines comes with. */
const objectStoreKeys = { accessKeyId: 'minio', secretAccessKey: 'minio123' };

/** How the cluster lives. @public */
export type SimulationSettings = Omit<
  SimulationOptions,
  'cluster' | 'now' | 'pipelines'
>;

function createdAt(object: ApiObject, creationTimestamp: string): ApiObject {
  return { ...object, metadata: { ...object.metadata, creationTimestamp } };
}

/** A sandbox that runs. @public */
export interface Sandbox extends AsyncDisposable {
  /** `https://127.0.0.1:<port>` */
  url: string;
  /**
   * The Pipelines API without the Kubernetes API before it, as pods in the cluster reach it:
   * `http://127.0.0.1:<port>`. Plain HTTP, and in single-user mode without any authentication.
   */
  pipelinesUrl: string;
  /** What the tasks of pipelines have written: artifacts, and logs of pods that are gone. */
  objectStore: SandboxObjectStore;
  /** The certificate authority's certificate: PEM in base64, as kubeconfigs and Backstage's `caData` have it. */
  caData: string;
  /** The cluster from inside, for simulations and tests. */
  cluster: SandboxCluster;
  /** A kubeconfig file with a context for each identity; `user` (default: the first one) has the current one. */
  kubeconfig(user?: string): string;
  /** The bearer token of an identity. @throws Error when there is no such identity */
  token(user: string): string;
  /** Forgets all history, as a compaction does: whatever resumes from before is refused with 410. */
  compact(): void;
}

/**
 * Starts a cluster in this process: the Kubernetes API over HTTPS, and nothing behind it but storage and the
 * controllers that keep it in order. A simulation brings it to life.
 *
 * @public
 */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, now = () => new Date() } = options;
  const cluster = new Cluster({
    now,
    historyLimit: options.historyLimit,
    logLimit: options.logLimit,
  });
  const foundations = [
    ...accessObjects(),
    ...teamObjects(),
    ...pipelinesObjects(),
    ...(options.crds ?? bundledCrds()),
  ];
  // A cluster with a past is older than what happened in it.
  cluster.seed(
    options.simulation
      ? foundations.map(object => createdAt(object, clusterBirth(now())))
      : foundations,
  );
  cluster.seed(options.objects ?? []);

  const started = new Date();
  const authority = await loadAuthority(options.caDirectory, started);
  const hosts = [...new Set(['localhost', '127.0.0.1', '::1', host])];
  const { key, certificate } = await serverCertificate(
    authority,
    hosts,
    started,
  );
  const serviceAccountTokens = new ServiceAccountTokens(cluster.storage, now);
  const authenticator = new Authenticator(
    options.identities ?? defaultIdentities,
    serviceAccountTokens,
    authority.key,
  );
  const pipelines = new PipelinesBackend({
    cluster,
    now,
    multiUser: options.pipelines?.multiUser,
    taskModel: options.pipelines?.tasks,
  });
  const answerPipelines = pipelinesHandler({
    backend: pipelines,
    logs: cluster.logs,
    access: new Access(authenticator, cluster.authorizer),
  });
  const { name: pipelinesName, port: pipelinesPort } = pipelinesService;
  const app = createApp({
    cluster,
    authenticator,
    serviceAccountTokens,
    bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
    services: new Map([
      [
        `${serverNamespace}/${pipelinesName}`,
        { port: pipelinesPort, handler: answerPipelines },
      ],
    ]),
  });
  const answerObjects = objectStoreHandler({
    objects: pipelines.store.objects,
    keys: objectStoreKeys,
    now,
  });
  const [server, pipelinesServer, objectServer] = await listenAll(host, [
    { server: createServer({ key, cert: certificate }, app), port },
    {
      server: createHttpServer(answerPipelines),
      port: options.pipelines?.port ?? 0,
    },
    {
      server: createHttpServer(answerObjects),
      port: options.objectStore?.port ?? 0,
    },
  ]);

  const stopPipelines = pipelines.start();
  const simulation = options.simulation
    ? createSimulation({ ...options.simulation, cluster, now, pipelines })
    : undefined;
  simulation?.start();

  const url = `https://${server.address}`;
  const caData = Buffer.from(authority.certificate).toString('base64');
  const token = (user: string): string => {
    const found = authenticator.tokenOf(user);
    if (found === undefined) {
      throw new Error(
        `The sandbox has no identity '${user}'; it has ${authenticator.usernames().join(', ')}`,
      );
    }
    return found;
  };
  return {
    url,
    pipelinesUrl: `http://${pipelinesServer.address}`,
    objectStore: {
      endpoint: `http://${objectServer.address}`,
      bucket,
      ...objectStoreKeys,
    },
    caData,
    cluster,
    token,
    kubeconfig(user = authenticator.usernames()[0]) {
      return kubeconfig({
        url,
        caData,
        users: authenticator
          .usernames()
          .map(username => ({ username, token: token(username) })),
        current: user,
      });
    },
    compact: () => cluster.storage.compact(),
    async [Symbol.asyncDispose]() {
      simulation?.stop();
      stopPipelines();
      await Promise.all(
        [server, pipelinesServer, objectServer].map(one => one.close()),
      );
    },
  };
}
