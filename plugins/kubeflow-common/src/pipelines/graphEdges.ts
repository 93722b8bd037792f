import { asArray, asString } from '../reading';
import type { PipelineEdge, PipelineNode } from './graphTypes';
import { field, fieldAt, members, textField } from './pipelineSpec';

/** A task waits for a sibling. */
export interface Dependency {
  /** Key of the sibling. */
  on: string;
  /** Output that is taken, when it is for one. */
  output?: string;
  /** Takes the end of the sibling, however it went. */
  ofStatus?: boolean;
}

/** What a task waits for: what it names, and what makes its inputs. */
export function dependenciesOf(task: unknown): Dependency[] {
  const found: Dependency[] = asArray(field(task, 'dependentTasks')).flatMap(
    key => (asString(key) === undefined ? [] : [{ on: String(key) }]),
  );
  for (const [, input] of members(fieldAt(task, 'inputs', 'parameters'))) {
    const output = field(input, 'taskOutputParameter');
    const producer = textField(output, 'producerTask');
    if (producer !== undefined) {
      found.push({
        on: producer,
        output: textField(output, 'outputParameterKey'),
      });
    }
    const awaited = textField(field(input, 'taskFinalStatus'), 'producerTask');
    if (awaited !== undefined) {
      found.push({ on: awaited, ofStatus: true });
    }
  }
  for (const [, input] of members(fieldAt(task, 'inputs', 'artifacts'))) {
    const output = field(input, 'taskOutputArtifact');
    const producer = textField(output, 'producerTask');
    if (producer !== undefined) {
      found.push({
        on: producer,
        output: textField(output, 'outputArtifactKey'),
      });
    }
  }
  return found;
}

/** The edges that lead to a node, one from each node that it waits for. */
export function edgesTo(
  node: PipelineNode,
  dependencies: readonly Dependency[],
  idOf: (taskKey: string) => string | undefined,
): PipelineEdge[] {
  const edges = new Map<string, PipelineEdge>();
  for (const { on, output, ofStatus } of dependencies) {
    const from = idOf(on);
    if (from === undefined) {
      continue;
    }
    const edge = edges.get(from) ?? {
      id: `${from}->${node.id}`,
      from,
      to: node.id,
      type: 'order',
      values: [],
    };
    edges.set(from, edge);
    if (output !== undefined && !edge.values.includes(output)) {
      edge.values.push(output);
    }
    if (edge.type !== 'exit') {
      edge.type =
        ofStatus || node.triggerStrategy === 'ALL_UPSTREAM_TASKS_COMPLETED'
          ? 'exit'
          : edge.values.length > 0
            ? 'data'
            : 'order';
    }
  }
  return [...edges.values()];
}

/**
 * Tasks that wait for each other in a circle, the first one again at the end; `undefined` when there is none.
 *
 * @param dependencies - for each task's key, the keys that it waits for
 */
export function findCycle(
  dependencies: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const done = new Set<string>();
  for (const start of dependencies.keys()) {
    // Depth first without recursion: a chain may be thousands of tasks long.
    const path: string[] = [];
    const onPath = new Set<string>();
    const stack: { key: string; next: number }[] = [{ key: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.next === 0) {
        if (done.has(top.key)) {
          stack.pop();
          continue;
        }
        path.push(top.key);
        onPath.add(top.key);
      }
      const following = dependencies.get(top.key) ?? [];
      const next = following[top.next];
      top.next += 1;
      if (next === undefined) {
        stack.pop();
        path.pop();
        onPath.delete(top.key);
        done.add(top.key);
      } else if (onPath.has(next)) {
        return [...path.slice(path.indexOf(next)), next];
      } else if (dependencies.has(next) && !done.has(next)) {
        stack.push({ key: next, next: 0 });
      }
    }
  }
  return undefined;
}
