import { createHash } from 'node:crypto';
import type { JsonObject } from '../../json';
import { at, record, text } from '../../simulation/kernel/json';

/** Parts of a PipelineSpec by their names. */
export interface SpecParts {
  components: Record<string, JsonObject>;
  executors: Record<string, JsonObject>;
  root: JsonObject;
}

export function partsOf(spec: JsonObject): SpecParts {
  return {
    components: record(spec.components) as Record<string, JsonObject>,
    executors: record(at(spec.deploymentSpec, 'executors')) as Record<
      string,
      JsonObject
    >,
    root: record(spec.root),
  };
}

/** JSON with its keys in order: the same for the same value. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(
          Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : one,
  );
}

/** Tasks of a component that is a DAG, in the order of their names; nothing when it is none. */
export function tasksOf(
  component: JsonObject,
): [string, JsonObject][] | undefined {
  if (component.dag === undefined) return undefined;
  return Object.entries(record(at(component.dag, 'tasks')))
    .map(([name, task]): [string, JsonObject] => [name, record(task)])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What a task waits for: what it says, and whatever gives it its inputs. */
export function dependenciesOf(task: JsonObject): string[] {
  const producers = [
    ...Object.values(record(at(task.inputs, 'parameters'))).map(input =>
      at(input, 'taskOutputParameter', 'producerTask'),
    ),
    ...Object.values(record(at(task.inputs, 'artifacts'))).map(input =>
      at(input, 'taskOutputArtifact', 'producerTask'),
    ),
  ];
  const stated = Array.isArray(task.dependentTasks) ? task.dependentTasks : [];
  return [
    ...new Set([...stated, ...producers].flatMap(name => text(name) ?? [])),
  ].sort();
}

/** A task that runs whatever became of what it waits for. */
export function isExitTask(task: JsonObject): boolean {
  return at(task.triggerPolicy, 'strategy') === 'ALL_UPSTREAM_TASKS_COMPLETED';
}

export function conditionOf(task: JsonObject): string {
  return text(at(task.triggerPolicy, 'condition')) ?? '';
}

/**
 * Under which name a component is kept in the Workflow's arguments: components that run the same container share it.
 */
export function argumentName(
  { components, executors }: SpecParts,
  name: string,
): string {
  const label = text(components[name]?.executorLabel) ?? '';
  const container = record(executors[label]).container;
  return container === undefined
    ? name
    : createHash('sha256').update(stableJson(container)).digest('hex');
}
