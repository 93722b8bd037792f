import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { ApiClient, Json } from './apiClient';
import { cacheDirectory, cacheKey } from './cacheDirectory';
import { ensureGo } from './go';

const run = promisify(execFile);
const sources = fileURLToPath(new URL('./crds/', import.meta.url));

/** Where each component's Go module (`crds/go.mod`) keeps its CustomResourceDefinitions. */
const components = {
  trainer: {
    module: 'github.com/kubeflow/trainer/v2',
    folder: 'manifests/base/crds',
  },
  'training-operator': {
    module: 'github.com/kubeflow/training-operator',
    folder: 'manifests/base/crds',
  },
  /** Its MPIJob (v2beta1) has the name of training-operator's (v1): a cluster has one of them. */
  'mpi-operator': {
    module: 'github.com/kubeflow/mpi-operator',
    folder: 'manifests/base',
  },
  jobset: {
    module: 'sigs.k8s.io/jobset',
    folder: 'config/components/crd/bases',
  },
  kueue: { module: 'sigs.k8s.io/kueue', folder: 'config/components/crd/bases' },
  kserve: { module: 'github.com/kserve/kserve', folder: 'config/crd/minimal' },
} as const;

export type CrdComponent = keyof typeof components;

/** What the portal's training pages are about. MPIJob comes as v1. */
export const trainingCrds: readonly CrdComponent[] = [
  'trainer',
  'training-operator',
  'jobset',
];

/** The CustomResourceDefinitions of a component, ready for a cluster in which its controllers do not run. */
export async function loadCrds(component: CrdComponent): Promise<Json[]> {
  const key = cacheKey(['go.mod', 'go.sum'].map(name => join(sources, name)));
  const cached = cacheDirectory('crds', key, `${component}.json`);
  if (existsSync(cached)) {
    return JSON.parse(await readFile(cached, 'utf8'));
  }
  const { module, folder } = components[component];
  const crds = await readCrds(join(await moduleDirectory(module), folder));
  if (!crds.length) {
    throw new Error(`${module} has no CustomResourceDefinition in ${folder}`);
  }
  await mkdir(dirname(cached), { recursive: true });
  await writeFile(`${cached}.${process.pid}`, JSON.stringify(crds));
  await rename(`${cached}.${process.pid}`, cached);
  return crds;
}

async function moduleDirectory(module: string): Promise<string> {
  const go = await ensureGo(sources);
  const { stdout } = await run(
    go.command,
    ['mod', 'download', '-json', module],
    {
      cwd: sources,
      env: { ...go.env, GOFLAGS: '-mod=readonly' },
    },
  ).catch(error => {
    throw new Error(
      `Fetching the Go module ${module} failed: ${error.stderr}${error.stdout}`,
    );
  });
  return JSON.parse(stdout).Dir;
}

async function readCrds(folder: string): Promise<Json[]> {
  const crds: Json[] = [];
  for (const file of (await readdir(folder)).filter(name =>
    name.endsWith('.yaml'),
  )) {
    for (const document of parseAllDocuments(
      await readFile(join(folder, file), 'utf8'),
    )) {
      const object = document.toJS();
      if (object?.kind === 'CustomResourceDefinition') {
        crds.push(withoutWebhook(object));
      }
    }
  }
  return crds;
}

/** A conversion webhook that nobody answers would make every version but the stored one unreadable. */
function withoutWebhook(crd: Json): Json {
  return { ...crd, spec: { ...crd.spec, conversion: { strategy: 'None' } } };
}

const crdPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Creates or replaces definitions, and waits until each of their versions is served. */
export async function applyCrds(
  client: ApiClient,
  crds: Json[],
): Promise<void> {
  await Promise.all(crds.map(crd => applyCrd(client, crd)));
}

/** Applies all definitions of the given components. */
export async function installCrds(
  client: ApiClient,
  names: readonly CrdComponent[],
): Promise<void> {
  for (const name of names) {
    await applyCrds(client, await loadCrds(name));
  }
}

async function applyCrd(client: ApiClient, crd: Json): Promise<void> {
  const path = `${crdPath}/${crd.metadata.name}`;
  const created = await client.request('POST', crdPath, { body: crd });
  if (created.status === 409) {
    const { resourceVersion } = (await client.get(path)).metadata;
    await client.replace(path, {
      ...crd,
      metadata: { ...crd.metadata, resourceVersion },
    });
  } else if (created.status !== 201) {
    throw new Error(
      `Creating ${crd.metadata.name} answered ${created.status}: ${created.text}`,
    );
  }
  const { group, names, versions } = crd.spec;
  const served = versions.filter((version: Json) => version.served);
  await waitFor(`${crd.metadata.name} to be served`, async () => {
    for (const { name } of served) {
      const discovery = await client.request('GET', `/apis/${group}/${name}`);
      const list = await client.request(
        'GET',
        `/apis/${group}/${name}/${names.plural}`,
        { query: { limit: 1 } },
      );
      const listed =
        discovery.status === 200 &&
        discovery.body.resources.some((r: Json) => r.name === names.plural);
      if (!listed || list.status !== 200) {
        return false;
      }
    }
    return true;
  });
}

/** Removes a definition and with it every object of its kind; waits until it is gone. */
export async function removeCrd(
  client: ApiClient,
  name: string,
): Promise<void> {
  await client.request('DELETE', `${crdPath}/${name}`);
  await waitFor(
    `${name} to be gone`,
    async () =>
      (await client.request('GET', `${crdPath}/${name}`)).status === 404,
  );
}

/** Polls a condition; throws, saying what was waited for, when it does not come true in time. */
export async function waitFor(
  what: string,
  condition: () => Promise<boolean>,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
