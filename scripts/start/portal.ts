import type { JsonObject } from '@backstage/types';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildFrontend } from './buildFrontend';
import { PortalProcess } from './childProcess';
import type { StartOptions } from './options';
import { choosePort } from './ports';
import {
  cacheFolder,
  configArguments,
  configEnvironment,
  type PortalConfig,
  readPortalConfig,
  withPort,
} from './portalConfig';
import { waitForHttp } from './waitForHttp';

const SANDBOX_PORT = 7443;

/** Told while the portal starts and runs. */
export interface PortalListener {
  /** Something that a person should know, one line. */
  note(text: string): void;
  /** A part answers. `seconds` since the start. */
  ready(part: string, seconds: number, where: string): void;
  /** A line from one of the processes. */
  line(part: string, line: string): void;
}

/** A portal that runs. */
export interface Portal extends AsyncDisposable {
  /** What a browser opens, without a slash at the end. */
  url: string;
  backendUrl: string;
  /** Set when this start runs the sandbox: its address, that of its Pipelines API, and a kubeconfig for kubectl. */
  sandbox?: { url: string; pipelinesUrl: string; kubeconfigFile: string };
  /** Resolves when one of the processes ends by itself. */
  failure: Promise<Error>;
  /** Stops all processes. */
  stop(): Promise<void>;
  /** Ends all processes without waiting. */
  kill(): void;
}

/** What the sandbox's process says when it is ready. */
interface SandboxMessage {
  url: string;
  token: string;
  /** Of the account that may also write; never for the Kubernetes plugin. */
  actingToken: string;
  caData: string;
  kubeconfig: string;
  /** Of the Pipelines API, for the kfp SDK. */
  pipelinesUrl: string;
  /** Where pipelines keep their artifacts. */
  objectStore: JsonObject;
}

/**
 * Starts the portal and resolves when it can be used.
 *
 * @param root - the repository's folder.
 * @throws UsageError when the options or the configuration make no sense; Error when a process fails, after all
 * others have been stopped.
 */
export async function startPortal(
  root: string,
  options: StartOptions,
  listener: PortalListener,
  signal: AbortSignal = new AbortController().signal,
): Promise<Portal> {
  const config = await readPortalConfig(root, options.config);
  const places = await choosePlaces(config, options, listener);
  const folder = cacheFolder(root, places.appUrl);
  const processes: PortalProcess[] = [];
  const stop = async () => {
    await Promise.all(processes.map(child => child.stop()));
  };

  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let fail: (error: Error) => void = () => {};
  const failure = new Promise<Error>(resolve => {
    fail = resolve;
  });
  const run = (
    name: string,
    args: string[],
    cwd: string,
    env: Record<string, string>,
  ) => {
    const child = PortalProcess.start({
      name,
      args,
      cwd,
      env,
      logFile: join(folder, `${name}.log`),
      onLine: line => listener.line(name, line),
      verbose: options.verbose,
    });
    processes.push(child);
    child.failure().then(error => fail(error));
    return child;
  };
  // Whatever comes first ends the waiting: an answer, the end of a process, or Ctrl-C.
  const giveUp = new AbortController();
  const waiting = AbortSignal.any([signal, giveUp.signal]);
  failure.then(error => giveUp.abort(error));
  const giveUpOnCrash = (child: PortalProcess) =>
    child.crash().then(error => giveUp.abort(error));

  const cli = createRequire(join(root, 'package.json')).resolve(
    '@backstage/cli/bin/backstage-cli',
  );
  const cliStart = [
    cli,
    'package',
    'start',
    ...configArguments(root, options.config),
  ];
  const environment = {
    NODE_ENV: 'development',
    BROWSER: 'none',
    ...configEnvironment({
      appUrl: places.appUrl,
      backendUrl: places.backendUrl,
      backendHost: config.backendHost,
      clusters: options.sandbox ? undefined : config.otherClusters,
    }),
    ...(places.sandboxUrl && { KUBEFLOW_SANDBOX_URL: places.sandboxUrl }),
  };

  const startSandbox = async (): Promise<SandboxMessage | undefined> => {
    if (!places.sandboxUrl) {
      return undefined;
    }
    const child = run(
      'sandbox',
      [
        '--import',
        'tsx',
        join(root, 'scripts', 'start', 'sandboxProcess.ts'),
        new URL(places.sandboxUrl).port,
        String(options.speed ?? 1),
      ],
      root,
      {},
    );
    const message = (await abortable(
      child.firstMessage(),
      waiting,
    )) as SandboxMessage;
    listener.ready('sandbox', seconds(), message.url);
    return message;
  };
  const startBackend = async (sandbox: SandboxMessage | undefined) => {
    const child = run('backend', cliStart, join(root, 'packages', 'backend'), {
      ...environment,
      ...(sandbox && {
        KUBEFLOW_SANDBOX_TOKEN: sandbox.token,
        KUBEFLOW_SANDBOX_CA_DATA: sandbox.caData,
        // Not in app-config.yaml: without the sandbox there must be no such section.
        APP_CONFIG_kubeflow_clusters_sandbox_serviceAccountToken:
          JSON.stringify(sandbox.actingToken),
        APP_CONFIG_kubeflow_clusters_sandbox_pipelines_objectStore:
          JSON.stringify(sandbox.objectStore),
      }),
    });
    giveUpOnCrash(child);
    const url = withoutSlash(places.backendUrl);
    await waitForHttp(`${url}/.backstage/health/v1/readiness`, waiting);
    listener.ready('backend', seconds(), url);
  };
  const startFrontend = async () => {
    const url = withoutSlash(places.appUrl);
    if (!options.built) {
      run('frontend', cliStart, join(root, 'packages', 'app'), environment);
      await waitForHttp(`${url}/`, waiting);
      listener.ready('frontend', seconds(), url);
    }
  };

  try {
    if (options.built) {
      await buildFrontend(root, listener, waiting);
    }
    const [sandbox] = await Promise.all([
      startSandbox().then(async message => {
        await startBackend(message);
        return message;
      }),
      startFrontend(),
    ]);
    return {
      url: withoutSlash(places.appUrl),
      backendUrl: withoutSlash(places.backendUrl),
      sandbox: sandbox && {
        url: sandbox.url,
        pipelinesUrl: sandbox.pipelinesUrl,
        kubeconfigFile: writeKubeconfig(folder, sandbox),
      },
      failure,
      stop,
      kill: () => processes.forEach(child => child.kill()),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw waiting.aborted ? waiting.reason : error;
  }
}

/** Ports for all parts, before anything starts. */
async function choosePlaces(
  config: PortalConfig,
  options: StartOptions,
  listener: PortalListener,
) {
  const taken = new Set<number>();
  const choose = async (
    what: string,
    choice: { asked?: number; usual: number; option: string },
  ): Promise<number> => {
    const chosen = await choosePort(what, choice, taken);
    taken.add(chosen.port);
    if (chosen.instead !== undefined) {
      listener.note(
        `Port ${chosen.instead} is taken; the ${what} uses ${chosen.port}.`,
      );
    }
    return chosen.port;
  };

  let appUrl: URL;
  let backendUrl: URL;
  if (options.built) {
    backendUrl = withPort(
      config.backendUrl,
      await choose('portal', {
        asked: options.port ?? options.backendPort,
        usual: portOf(config.backendUrl),
        option: '--port',
      }),
    );
    appUrl = backendUrl;
  } else {
    appUrl = withPort(
      config.appUrl,
      await choose('portal', {
        asked: options.port,
        usual: portOf(config.appUrl),
        option: '--port',
      }),
    );
    backendUrl = withPort(
      config.backendUrl,
      await choose('backend', {
        asked: options.backendPort,
        usual: portOf(config.backendUrl),
        option: '--backend-port',
      }),
    );
  }

  let sandboxUrl: string | undefined;
  if (
    options.sandbox &&
    config.hasSandbox &&
    process.env.KUBEFLOW_SANDBOX_TOKEN
  ) {
    listener.note(
      'KUBEFLOW_SANDBOX_TOKEN is set: the portal uses the sandbox that it belongs to and starts none of its own.',
    );
  } else if (options.sandbox && config.hasSandbox) {
    const port = await choose('sandbox', {
      usual: SANDBOX_PORT,
      option: '--no-sandbox',
    });
    sandboxUrl = `https://127.0.0.1:${port}`;
  } else {
    const names = config.otherClusterNames;
    listener.note(
      names.length > 0
        ? `Without the sandbox. Clusters: ${names.join(', ')}.`
        : "Without the sandbox, and 'kubernetes:' in app-config.yaml lists no other cluster: Kubeflow's pages will be empty.",
    );
  }
  return { appUrl, backendUrl, sandboxUrl };
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

function withoutSlash(url: URL): string {
  return url.href.replace(/\/$/, '');
}

function writeKubeconfig(folder: string, sandbox: SandboxMessage): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'sandbox.kubeconfig');
  // It holds a token.
  writeFileSync(file, sandbox.kubeconfig, { mode: 0o600 });
  return file;
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_resolve, reject) => {
      signal.throwIfAborted();
      signal.addEventListener('abort', () => reject(signal.reason), {
        once: true,
      });
    }),
  ]);
}
