/**
 * Writes `protos/`: the protocol buffer definitions of Kubernetes' built-in types, without their comments. Go clients,
 * kubectl among them, send built-in objects in this form.
 *
 * Usage: node scripts/vendorProtos.mjs <folder of k8s.io/api> <folder of k8s.io/apimachinery>
 *
 * From k8s.io/api and k8s.io/apimachinery v0.36.3 (Apache-2.0), files `generated.proto`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [api, apimachinery] = process.argv.slice(2);
if (!api || !apimachinery) {
  throw new Error(
    'Usage: node scripts/vendorProtos.mjs <k8s.io/api> <k8s.io/apimachinery>',
  );
}

const files = {
  'k8s.io/api': [
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
  ],
  'k8s.io/apimachinery': [
    'pkg/api/resource',
    'pkg/apis/meta/v1',
    'pkg/runtime',
    'pkg/runtime/schema',
    'pkg/util/intstr',
  ],
};
const folders = { 'k8s.io/api': api, 'k8s.io/apimachinery': apimachinery };
const output = fileURLToPath(new URL('../protos/', import.meta.url));
const head =
  '// Copyright The Kubernetes Authors. Apache-2.0. Made by scripts/vendorProtos.mjs: do not edit.\n';

for (const [module, folder] of Object.entries(folders)) {
  for (const path of files[module]) {
    const text = readFileSync(join(folder, path, 'generated.proto'), 'utf8')
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(/\n\s*\n+/g, '\n')
      .trimStart();
    const target = join(output, module, path, 'generated.proto');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, head + text);
  }
}
