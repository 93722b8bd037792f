import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a pipeline that the kfp SDK compiled. */
export function compiledPath(name: string): string {
  return fileURLToPath(
    new URL(
      `../../plugins/kubeflow-common/src/pipelines/__fixtures__/compiled/${name}.yaml`,
      import.meta.url,
    ),
  );
}

/** What the kfp SDK compiled, as YAML. */
export function compiledYaml(name: string): string {
  return readFileSync(compiledPath(name), 'utf8');
}
