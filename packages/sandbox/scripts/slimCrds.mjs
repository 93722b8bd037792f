/**
 * Writes `crds/<component>.yaml`: the components' CustomResourceDefinitions, made small enough to ship. Descriptions
 * and CEL rules go; pod templates become "any fields, keyed by container name". All else (names, scopes, versions,
 * subresources, columns, required fields, enums, patterns, bounds, list types) stays.
 *
 * Usage: node scripts/slimCrds.mjs <component>=<file or folder of manifests>...
 *
 * The manifests come from the components' own repositories (Apache-2.0), where `upstream` says.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { parseAllDocuments, stringify } from 'yaml';

const upstream = {
  argo: 'github.com/argoproj/argo-workflows, main of August 2026: manifests/base/crds/full',
  jobset: 'sigs.k8s.io/jobset v0.12.0: config/components/crd/bases',
  katib:
    'github.com/kubeflow/katib, master of June 2026: manifests/v1beta1/components/crd',
  kserve: 'github.com/kserve/kserve, master of August 2026: config/crd/full',
  'kserve-llmisvc':
    'github.com/kserve/kserve, master of August 2026: config/crd/full/llmisvc',
  kueue: 'sigs.k8s.io/kueue v0.19.2: config/components/crd/bases',
  'mpi-operator': 'github.com/kubeflow/mpi-operator v0.8.0: manifests/base',
  'notebooks-v1':
    'github.com/kubeflow/notebooks, notebooks-v1 of August 2026: components/notebook-controller/config/crd',
  'notebooks-v2':
    'github.com/kubeflow/notebooks, notebooks-v2 of August 2026: workspaces/controller/manifests/kustomize/base/crd',
  pipelines:
    'github.com/kubeflow/pipelines, master of August 2026: manifests/kustomize/base/crds',
  poddefault:
    'github.com/kubeflow/dashboard, main of August 2026: components/poddefaults-webhooks/manifests',
  profile:
    'github.com/kubeflow/dashboard, main of August 2026: components/profile-controller/config/crd',
  scheduledworkflow:
    'github.com/kubeflow/pipelines, master of August 2026: manifests/kustomize/base/pipeline/cluster-scoped',
  spark:
    'github.com/kubeflow/spark-operator, master of August 2026: config/crd/bases',
  tensorboard:
    'github.com/kubeflow/notebooks, notebooks-v1 of August 2026: components/tensorboard-controller/config/crd',
  trainer: 'github.com/kubeflow/trainer/v2 v2.3.0: manifests/base/crds',
  'training-operator':
    'github.com/kubeflow/training-operator v1.9.4: manifests/base/crds',
};

const dropped = new Set([
  'description',
  'title',
  'example',
  'externalDocs',
  'x-kubernetes-validations',
]);

const anything = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

const container = {
  ...anything,
  properties: { image: { type: 'string' }, name: { type: 'string' } },
};
const containers = {
  type: 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
  items: { ...container, required: ['name'] },
};
const podSpec = {
  ...anything,
  properties: { containers, initContainers: containers },
};

/** Schemas of this many characters below a field of spec or status are opened to any content. */
const largest = 3000;

function has(schema, ...names) {
  return names.every(name => schema.properties?.[name] !== undefined);
}

function slim(schema, depth) {
  if (Array.isArray(schema)) return schema.map(part => slim(part, depth));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (has(schema, 'containers', 'nodeSelector', 'tolerations')) {
    const { required } = schema;
    return required ? { ...podSpec, required } : podSpec;
  }
  if (has(schema, 'image', 'command', 'env', 'volumeMounts', 'resources')) {
    if (has(schema, 'livenessProbe', 'lifecycle')) return container;
  }
  const result = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      result.properties = Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          name,
          slim(part, depth + 1),
        ]),
      );
    } else if (!dropped.has(key)) {
      result[key] =
        key === 'default' || key === 'enum' ? value : slim(value, depth);
    }
  }
  if (depth >= 2 && JSON.stringify(result).length > largest) {
    if (result.type === 'object') {
      return result.nullable ? { ...anything, nullable: true } : anything;
    }
    if (result.type === 'array') return { ...result, items: anything };
  }
  return result;
}

function slimCrd({ apiVersion, kind, metadata, spec }) {
  const { conversion: _, ...rest } = spec;
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name },
    spec: {
      ...rest,
      versions: spec.versions.map(
        ({ schema, additionalPrinterColumns, ...version }) => ({
          ...version,
          ...(additionalPrinterColumns
            ? {
                additionalPrinterColumns: additionalPrinterColumns.map(
                  ({ description: __, ...column }) => column,
                ),
              }
            : {}),
          schema: { openAPIV3Schema: slim(schema.openAPIV3Schema, 0) },
        }),
      ),
    },
  };
}

function manifests(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => join(path, name));
}

const output = fileURLToPath(new URL('../crds/', import.meta.url));
for (const argument of process.argv.slice(2)) {
  const [component, source] = argument.split('=');
  if (!upstream[component] || !source) {
    throw new Error(
      `'${argument}': expected <component>=<path>, one of ${Object.keys(upstream).join(', ')}`,
    );
  }
  const items = manifests(source)
    .flatMap(file =>
      parseAllDocuments(readFileSync(file, 'utf8')).map(document =>
        document.toJS(),
      ),
    )
    .filter(object => object?.kind === 'CustomResourceDefinition')
    .map(slimCrd);
  if (items.length === 0)
    throw new Error(`No CustomResourceDefinition in ${source}`);
  const head = `# From ${upstream[component]}.\n# Apache-2.0. Made smaller by scripts/slimCrds.mjs: do not edit.\n`;
  const text =
    head + stringify({ items }, { lineWidth: 0, aliasDuplicateObjects: false });
  writeFileSync(
    join(output, `${component}.yaml`),
    await format(text, { parser: 'yaml', singleQuote: true }),
  );
  console.log(component, items.length, `${Math.ceil(text.length / 1024)} KiB`);
}
