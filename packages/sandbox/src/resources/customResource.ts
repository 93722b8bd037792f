import type { ApiObject } from '../cluster/types';
import { isObject } from '../json';
import { mergeTypeOf, validatorOf, type StructuralSchema } from '../schema';
import { readField, type FieldReader } from '../selectors';
import { customColumns, type PrinterColumnSpec } from '../table';
import type { ResourceDefinition, ServedVersion } from './ResourceDefinition';

/** The part of `apiextensions.k8s.io/v1` CustomResourceDefinition that is acted upon. */
export interface CrdSpec {
  group: string;
  scope: 'Namespaced' | 'Cluster';
  names: {
    plural: string;
    kind: string;
    singular?: string;
    listKind?: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: {
    name: string;
    served: boolean;
    storage: boolean;
    deprecated?: boolean;
    deprecationWarning?: string;
    schema?: { openAPIV3Schema?: StructuralSchema };
    subresources?: {
      status?: object;
      scale?: {
        specReplicasPath: string;
        statusReplicasPath: string;
        labelSelectorPath?: string;
      };
    };
    additionalPrinterColumns?: PrinterColumnSpec[];
    selectableFields?: { jsonPath: string }[];
  }[];
}

const weights: Record<string, number> = { '': 2, beta: 1, alpha: 0 };

/** v1 before v1beta1 before v1alpha1, higher numbers first; other names last, by alphabet. */
export function compareVersions(a: string, b: string): number {
  const parse = (name: string) => /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(name);
  const left = parse(a);
  const right = parse(b);
  if (!left || !right) return left ? -1 : right ? 1 : a.localeCompare(b);
  return (
    weights[right[2] ?? ''] - weights[left[2] ?? ''] ||
    Number(right[1]) - Number(left[1]) ||
    Number(right[3] ?? 0) - Number(left[3] ?? 0)
  );
}

function plainPath(path: string): string[] {
  return path.replace(/^\./, '').split('.');
}

function servedVersion(
  version: CrdSpec['versions'][number],
  qualified: string,
): ServedVersion {
  const schema = version.schema?.openAPIV3Schema;
  const scale = version.subresources?.scale;
  return {
    name: version.name,
    columns: customColumns(version.additionalPrinterColumns),
    hasStatus: version.subresources?.status !== undefined,
    mergeType: mergeTypeOf(schema),
    ...(schema ? { schema, validate: validatorOf(schema) } : {}),
    ...(version.deprecated
      ? {
          deprecated:
            version.deprecationWarning ?? `${qualified} is deprecated`,
        }
      : {}),
    ...(scale
      ? {
          scale: {
            spec: plainPath(scale.specReplicasPath),
            status: plainPath(scale.statusReplicasPath),
            ...(scale.labelSelectorPath
              ? { selector: plainPath(scale.labelSelectorPath) }
              : {}),
          },
        }
      : {}),
  };
}

/** The resource that a CRD makes; nothing while none of its versions is served. */
export function customResource(crd: ApiObject): ResourceDefinition | undefined {
  if (!isObject(crd.spec)) return undefined;
  const spec = crd.spec as unknown as CrdSpec;
  const served = spec.versions
    .filter(version => version.served)
    .sort((a, b) => compareVersions(a.name, b.name));
  const storage = spec.versions.find(version => version.storage);
  if (served.length === 0 || !storage) return undefined;
  const { names, group } = spec;
  const fields: Record<string, FieldReader> = {};
  for (const { selectableFields } of served) {
    for (const { jsonPath } of selectableFields ?? []) {
      const path = plainPath(jsonPath);
      fields[path.join('.')] = readField(path);
    }
  }
  return {
    group,
    plural: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    kind: names.kind,
    listKind: names.listKind ?? `${names.kind}List`,
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: spec.scope === 'Namespaced',
    versions: served.map(version =>
      servedVersion(version, `${group}/${version.name} ${names.kind}`),
    ),
    storedApiVersion: `${group}/${storage.name}`,
    storageId: `${group}/${names.plural}`,
    custom: true,
    fields,
    hasGeneration: true,
    nameRule: 'subdomain',
  };
}
