import { type ClosableConfig, ConfigSources } from '@backstage/config-loader';
import type { Config } from '@backstage/config';
import type { JsonObject, JsonValue } from '@backstage/types';
import { join, resolve } from 'node:path';
import { UsageError } from './options';

/** The cluster entry that stands for the sandbox. */
const SANDBOX = 'sandbox';

/** What starting needs to know of the configuration. */
export interface PortalConfig {
  appUrl: URL;
  backendUrl: URL;
  /** Address that the backend listens on; absent means all of them. */
  backendHost?: string;
  /** Whether `kubernetes:` has a cluster named `sandbox`. */
  hasSandbox: boolean;
  /** `kubernetes.clusterLocatorMethods` without the sandbox. */
  otherClusters: JsonValue;
  /** Names of the clusters that are listed there, without the sandbox. */
  otherClusterNames: string[];
}

/** Command line arguments that make the Backstage CLI and the backend read these files. */
export function configArguments(
  root: string,
  files: readonly string[],
): string[] {
  return files.flatMap(file => ['--config', resolve(root, file)]);
}

/**
 * Reads the configuration as the backend will.
 *
 * @throws UsageError that names the file when it cannot be read.
 */
export async function readPortalConfig(
  root: string,
  files: readonly string[],
): Promise<PortalConfig> {
  let config: ClosableConfig;
  try {
    config = await ConfigSources.toConfig(
      ConfigSources.default({
        rootDir: root,
        argv: configArguments(root, files),
      }),
    );
    // It is read once; its watchers would keep the process alive.
    config.close();
  } catch (error) {
    throw new UsageError(
      `The configuration cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const methods = asList(
    config.getOptional('kubernetes.clusterLocatorMethods'),
  );
  const names = methods.flatMap(method =>
    clustersOf(method).map(cluster => String(cluster.name)),
  );
  return {
    appUrl: readUrl(config, 'app.baseUrl', 'http://localhost:3000'),
    backendUrl: readUrl(config, 'backend.baseUrl', 'http://localhost:7007'),
    backendHost: readHost(config),
    hasSandbox: names.includes(SANDBOX),
    otherClusters: methods.map(withoutSandbox),
    otherClusterNames: names.filter(name => name !== SANDBOX),
  };
}

/** `backend.listen` can be a string (`host:port`) or an object. */
function readHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    return listen.includes(':')
      ? listen.slice(0, listen.lastIndexOf(':')) || undefined
      : undefined;
  }
  return config.getOptionalString('backend.listen.host');
}

function readUrl(config: Config, key: string, fallback: string): URL {
  const text = config.getOptionalString(key) ?? fallback;
  try {
    return new URL(text);
  } catch {
    throw new UsageError(
      `'${key}' in the configuration must be a URL, not '${text}'`,
    );
  }
}

function asList(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clustersOf(method: JsonObject): JsonObject[] {
  return method.type === 'config' ? asList(method.clusters) : [];
}

function withoutSandbox(method: JsonObject): JsonObject {
  return method.type === 'config'
    ? {
        ...method,
        clusters: clustersOf(method).filter(
          cluster => cluster.name !== SANDBOX,
        ),
      }
    : method;
}

/** What a start changes in the configuration. */
export interface ConfigChanges {
  appUrl: URL;
  backendUrl: URL;
  backendHost?: string;
  /** Replaces `kubernetes.clusterLocatorMethods`. */
  clusters?: JsonValue;
}

/** The changes as environment variables, which win over every file. */
export function configEnvironment(
  changes: ConfigChanges,
): Record<string, string> {
  const port = Number(changes.backendUrl.port);
  const environment: Record<string, string> = {
    APP_CONFIG_app_baseUrl: JSON.stringify(origin(changes.appUrl)),
    APP_CONFIG_backend_baseUrl: JSON.stringify(origin(changes.backendUrl)),
    APP_CONFIG_backend_listen: JSON.stringify({
      host: changes.backendHost,
      port,
    }),
    APP_CONFIG_backend_cors_origin: JSON.stringify(changes.appUrl.origin),
  };
  if (changes.clusters !== undefined) {
    environment.APP_CONFIG_kubernetes_clusterLocatorMethods = JSON.stringify(
      changes.clusters,
    );
  }
  return environment;
}

/** Without the slash that `URL` adds: Backstage puts paths behind it. */
function origin(url: URL): string {
  return url.href.replace(/\/$/, '');
}

/** The same address on another port. */
export function withPort(url: URL, port: number): URL {
  const changed = new URL(url);
  changed.port = String(port);
  return changed;
}

/** Where a start keeps what it writes: logs, and a kubeconfig for the sandbox. Portals can run side by side. */
export function cacheFolder(root: string, appUrl: URL): string {
  return join(root, '.cache', 'start', appUrl.port);
}
