import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, cacheKey } from './cacheDirectory';
import { goBuild, type GoBinary } from './goBuild';

const sources = fileURLToPath(new URL('./control-plane/', import.meta.url));

/** Where etcd, kube-apiserver and, where there is one, kube-controller-manager are. */
export interface ControlPlaneBinaries {
  etcd: string;
  apiServer: string;
  controllerManager?: string;
}

/** The version that `control-plane/go.mod` requires: `v1.36.3`. */
export function kubernetesVersion(): string {
  const version = /^\s*k8s\.io\/kubernetes (v\S+)/m.exec(
    readFileSync(join(sources, 'go.mod'), 'utf8'),
  )?.[1];
  if (!version) {
    throw new Error(`${sources}go.mod requires no k8s.io/kubernetes`);
  }
  return version;
}

function binaries(): GoBinary[] {
  const small = '-s -w';
  // A plain `go build` leaves a placeholder where releases have their version.
  const versioned = `${small} -X k8s.io/component-base/version.gitVersion=${kubernetesVersion()}`;
  return [
    { name: 'etcd', package: 'go.etcd.io/etcd/server/v3', ldflags: small },
    {
      name: 'kube-apiserver',
      package: 'k8s.io/kubernetes/cmd/kube-apiserver',
      ldflags: versioned,
    },
    {
      name: 'kube-controller-manager',
      package: 'k8s.io/kubernetes/cmd/kube-controller-manager',
      ldflags: versioned,
    },
  ];
}

/**
 * The binaries of `KUBEBUILDER_ASSETS` when that is set, else those built from `control-plane/go.mod`. A build takes
 * about ten minutes on two cores and is kept in the cache until the module or the flags change.
 */
export async function controlPlaneBinaries(): Promise<ControlPlaneBinaries> {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets) {
    const given = inFolder(assets);
    for (const file of [given.etcd, given.apiServer]) {
      if (!existsSync(file)) {
        throw new Error(
          `KUBEBUILDER_ASSETS is '${assets}', but ${file} does not exist. Point it at a folder that holds etcd and ` +
            'kube-apiserver, or unset it to have them built.',
        );
      }
    }
    return given;
  }
  return inFolder(await buildControlPlane());
}

function inFolder(folder: string): ControlPlaneBinaries {
  const controllerManager = join(folder, 'kube-controller-manager');
  return {
    etcd: join(folder, 'etcd'),
    apiServer: join(folder, 'kube-apiserver'),
    ...(existsSync(controllerManager) && { controllerManager }),
  };
}

/** The folder in the cache that a build of the present sources has. */
export function controlPlaneFolder(): string {
  const files = ['go.mod', 'go.sum'].map(name => join(sources, name));
  const flags = binaries().map(binary => `${binary.package} ${binary.ldflags}`);
  return cacheDirectory(
    'control-plane',
    cacheKey(files, ...flags, process.platform, process.arch),
  );
}

function buildControlPlane(): Promise<string> {
  const folder = controlPlaneFolder();
  return goBuild({
    sources,
    folder,
    binaries: binaries(),
    announcement:
      `Building etcd and Kubernetes ${kubernetesVersion()} into ${folder}. ` +
      'This takes about ten minutes on two cores, and is done once.',
  });
}
