import type { PipelinesConfig } from './pipelinesConfig';

/** Say how the API is reached by its own address. */
const urlKeys = [
  'caFile',
  'caData',
  'skipTLSVerify',
  'token',
  'tokenFile',
] as const;

/** Say which service of the cluster it is. */
const serviceKeys = ['namespace', 'service', 'port', 'scheme'] as const;

/**
 * What holds for one cluster: its own section before the one for all clusters. `identity` and `objectStore` are taken
 * whole, and a cluster that says where its API is takes over nothing of how another address is reached: a token for
 * one server must not go to another.
 *
 * @public
 */
export function mergePipelinesConfig(
  forAll: PipelinesConfig = {},
  own: PipelinesConfig = {},
): PipelinesConfig {
  const base = { ...forAll };
  if (own.url !== undefined) {
    for (const key of [...urlKeys, ...serviceKeys]) {
      delete base[key];
    }
  } else if (serviceKeys.some(key => own[key] !== undefined)) {
    for (const key of ['url', ...urlKeys] as const) {
      delete base[key];
    }
  }
  if (own.token !== undefined) {
    delete base.tokenFile;
  }
  if (own.tokenFile !== undefined) {
    delete base.token;
  }
  if (own.caFile !== undefined) {
    delete base.caData;
  }
  if (own.caData !== undefined) {
    delete base.caFile;
  }
  return { ...base, ...own };
}

/**
 * What is wrong with a configuration as a whole, where each value by itself is right.
 *
 * @returns keys below the section, with what is wrong with them; empty: nothing
 * @public
 */
export function pipelinesConfigProblems(
  config: PipelinesConfig,
): { path: string[]; message: string }[] {
  const problems: { path: string[]; message: string }[] = [];
  const complain = (path: string, message: string) =>
    problems.push({ path: path.split('.'), message });
  if (config.url === undefined) {
    for (const key of urlKeys) {
      if (config[key] !== undefined) {
        complain(
          key,
          'needs url beside it: without it, requests go through the API server of the cluster, with its own credential',
        );
      }
    }
  } else {
    for (const key of serviceKeys) {
      if (config[key] !== undefined) {
        complain(key, 'cannot stand beside url');
      }
    }
  }
  if (config.caData && config.caFile) {
    complain('caFile', 'cannot stand beside caData');
  }
  if (config.token && config.tokenFile) {
    complain('tokenFile', 'cannot stand beside token');
  }
  const { identity } = config;
  if (identity?.type === 'serviceAccount') {
    if (config.url === undefined) {
      complain(
        'identity.type',
        "serviceAccount needs url: an API server takes the Authorization header out of what it passes on to a service, so the token would never arrive. Give the Pipelines API's own address",
      );
    }
    for (const key of ['token', 'tokenFile'] as const) {
      if (config[key] !== undefined) {
        complain(
          key,
          'cannot stand beside an identity of type serviceAccount, which sends a token of its own',
        );
      }
    }
  }
  const fitting = {
    header: 'header',
    prefix: 'header',
    serviceAccount: 'serviceAccount',
    serviceAccountNamespace: 'serviceAccount',
  } as const;
  for (const [key, type] of Object.entries(fitting)) {
    if (
      identity &&
      identity[key as keyof typeof fitting] !== undefined &&
      identity.type !== type
    ) {
      complain(
        `identity.${key}`,
        `is for an identity of type ${type}, and this one is of type ${identity.type}`,
      );
    }
  }
  if (identity?.type === 'none' && identity.userIdFrom !== undefined) {
    complain(
      'identity.userIdFrom',
      'is for an identity of type header or serviceAccount, and this one is of type none',
    );
  }
  return problems;
}
