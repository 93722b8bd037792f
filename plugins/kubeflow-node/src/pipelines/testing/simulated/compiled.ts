import { parsePipelineYaml } from '@kubeflow-portal/plugin-kubeflow-common';
import { readFileSync } from 'node:fs';

interface Input {
  taskOutputParameter?: { producerTask?: string };
  taskOutputArtifact?: { producerTask?: string };
}

/** As much of a task as the simulation looks at. */
export interface SpecTask {
  taskInfo?: { name?: string };
  componentRef?: { name?: string };
  dependentTasks?: string[];
  inputs?: {
    parameters?: Record<string, Input>;
    artifacts?: Record<string, Input>;
  };
  parameterIterator?: { items?: { raw?: string } };
  triggerPolicy?: { strategy?: string };
}

export interface SpecDag {
  tasks?: Record<string, SpecTask>;
}

export interface SpecComponent {
  dag?: SpecDag;
  executorLabel?: string;
}

export interface Spec {
  root?: SpecComponent;
  components?: Record<string, SpecComponent>;
  deploymentSpec?: {
    executors?: Record<string, { importer?: object; container?: object }>;
  };
}

/** A pipeline of the fixtures that the kfp SDK compiled, by its name. */
export function compiled(name: string): Spec {
  const file = new URL(
    `../../../../../kubeflow-common/src/pipelines/__fixtures__/compiled/${name}.yaml`,
    import.meta.url,
  );
  return parsePipelineYaml(readFileSync(file, 'utf8')).spec as Spec;
}

/** The tasks beside it that a task waits for. */
export function dependenciesOf(task: SpecTask | undefined): string[] {
  const producers = [
    ...Object.values(task?.inputs?.parameters ?? {}),
    ...Object.values(task?.inputs?.artifacts ?? {}),
  ].flatMap(
    input =>
      input.taskOutputParameter?.producerTask ??
      input.taskOutputArtifact?.producerTask ??
      [],
  );
  return [...new Set([...(task?.dependentTasks ?? []), ...producers])];
}

/** Runs when what it waits for has ended, however that went. */
export function isExitTask(task: SpecTask | undefined): boolean {
  return task?.triggerPolicy?.strategy === 'ALL_UPSTREAM_TASKS_COMPLETED';
}
