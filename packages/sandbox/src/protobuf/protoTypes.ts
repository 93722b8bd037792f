import { join } from 'node:path';
import protobuf from 'protobufjs';
import { shippedPath } from '../shippedPath';

const modules = [
  'apps/v1',
  'authentication/v1',
  'authorization/v1',
  'autoscaling/v1',
  'autoscaling/v2',
  'batch/v1',
  'coordination/v1',
  'core/v1',
  'discovery/v1',
  'events/v1',
  'networking/v1',
  'policy/v1',
  'rbac/v1',
  'resource/v1',
  'scheduling/v1',
  'storage/v1',
].map(module => `k8s.io/api/${module}/generated.proto`);

function load(): protobuf.Root {
  const folder = shippedPath('protos');
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(folder, target);
  root.loadSync(
    [...modules, 'k8s.io/apimachinery/pkg/runtime/generated.proto'],
    { keepCase: true },
  );
  return root;
}

/** The messages of Kubernetes' built-in types; read from the package's `protos` folder when first needed. */
export class ProtoTypes {
  #root?: protobuf.Root;

  /** @returns the message of a type, or nothing when there is none */
  find(apiVersion: string, kind: string): protobuf.Type | undefined {
    const [group, version] = apiVersion.includes('/')
      ? apiVersion.split('/')
      : ['core', apiVersion];
    const module = group.split('.')[0];
    return (
      this.#lookup(`k8s.io.api.${module}.${version}.${kind}`) ??
      // Options are sent under any group.
      this.#lookup(`k8s.io.apimachinery.pkg.apis.meta.v1.${kind}`)
    );
  }

  /** `runtime.Unknown`: the envelope of every message. */
  get envelope(): protobuf.Type {
    return this.#lookup('k8s.io.apimachinery.pkg.runtime.Unknown')!;
  }

  #lookup(name: string): protobuf.Type | undefined {
    this.#root ??= load();
    const found = this.#root.lookup(name, protobuf.Type);
    return found instanceof protobuf.Type ? found : undefined;
  }
}
