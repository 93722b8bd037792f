import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ApiObject } from '../cluster/types';
import { shippedPath } from '../shippedPath';

/**
 * The CRDs in the package's `crds` folder. When two components have a kind of the same name, the first one's counts:
 * MPIJob comes as `v2beta1`, from mpi-operator, unless training-operator (`v1`) is asked for without it.
 *
 * @param components - names of files in that folder, such as `trainer` or `kueue`; all when left out
 * @throws Error that names the ones there are, when there is no such component
 * @public
 */
export function bundledCrds(components?: string[]): ApiObject[] {
  const folder = shippedPath('crds');
  const known = readdirSync(folder)
    .map(file => file.replace(/\.yaml$/, ''))
    .sort();
  const byName = new Map<string, ApiObject>();
  for (const name of components ?? known) {
    if (!known.includes(name)) {
      throw new Error(
        `There are no CRDs of '${name}'; there are those of ${known.join(', ')}`,
      );
    }
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    for (const crd of (parse(text) as { items: ApiObject[] }).items) {
      if (!byName.has(crd.metadata.name)) byName.set(crd.metadata.name, crd);
    }
  }
  return [...byName.values()];
}
