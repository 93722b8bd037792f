import type { Json } from '../kernel';
import { isCompleted, type WorkflowNode } from './WorkflowNode';

/** What becomes of a task, given the tasks that it depends on. */
export type Readiness = 'wait' | 'run' | 'omit';

const tests: Record<string, (node: WorkflowNode) => boolean> = {
  Succeeded: ({ phase }) => phase === 'Succeeded',
  Failed: ({ phase }) => phase === 'Failed',
  Errored: ({ phase }) => phase === 'Error',
  Skipped: ({ phase }) => phase === 'Skipped',
  Omitted: ({ phase }) => phase === 'Omitted',
  Daemoned: () => false,
};

/** Names of the tasks in a `depends` expression. */
export function dependenciesOf(task: Json): string[] {
  if (Array.isArray(task.dependencies)) {
    return task.dependencies.map(String);
  }
  const words = String(task.depends ?? '').match(/[\w-]+(\.\w+)?/g) ?? [];
  return [...new Set(words.map(word => word.split('.')[0]))];
}

class Reader {
  readonly #tokens: string[];
  readonly #holds: (word: string) => boolean;

  constructor(text: string, holds: (word: string) => boolean) {
    this.#tokens = text.match(/&&|\|\||[!()]|[\w.-]+/g) ?? [];
    this.#holds = holds;
  }

  any(): boolean {
    let value = this.#all();
    while (this.#take('||')) {
      const next = this.#all();
      value = value || next;
    }
    return value;
  }

  #all(): boolean {
    let value = this.#one();
    while (this.#take('&&')) {
      const next = this.#one();
      value = value && next;
    }
    return value;
  }

  #one(): boolean {
    if (this.#take('!')) {
      return !this.#one();
    }
    if (this.#take('(')) {
      const value = this.any();
      this.#take(')');
      return value;
    }
    return this.#holds(this.#tokens.shift() ?? '');
  }

  #take(token: string): boolean {
    if (this.#tokens[0] !== token) {
      return false;
    }
    this.#tokens.shift();
    return true;
  }
}

/**
 * Evaluates `depends` (`a.Succeeded && (b || c.Failed)`). A task without a result stands for one that succeeded or was
 * skipped.
 *
 * @param settled - the node of a task that nothing more will become of, hooks included
 */
export function readiness(
  task: Json,
  settled: (name: string) => WorkflowNode | undefined,
): Readiness {
  const names = dependenciesOf(task);
  if (names.some(name => settled(name) === undefined)) {
    return 'wait';
  }
  const holds = (word: string) => {
    const [name, result] = word.split('.');
    const node = settled(name);
    if (!node) {
      return false;
    }
    return result === undefined
      ? tests.Succeeded(node) || tests.Skipped(node)
      : (tests[result]?.(node) ?? false);
  };
  const text = Array.isArray(task.dependencies)
    ? names.join(' && ')
    : String(task.depends ?? '');
  return text === '' || new Reader(text, holds).any() ? 'run' : 'omit';
}

/** Evaluates `when` (`true != false`) after its placeholders were filled in. */
export function shouldRun(when: unknown): boolean {
  const match = /^\s*(.*?)\s*(==|!=)\s*(.*?)\s*$/s.exec(String(when ?? ''));
  if (!match) {
    return when !== 'false';
  }
  const bare = (word: string) => word.replace(/^(['"])(.*)\1$/s, '$2');
  const isEqual = bare(match[1]) === bare(match[3]);
  return match[2] === '==' ? isEqual : !isEqual;
}

/** The phase of a DAG by its last tasks: one that was left out has failed when something before it has. */
export function phaseOfDag(
  leaves: readonly WorkflowNode[],
  before: (node: WorkflowNode) => readonly WorkflowNode[],
): 'Succeeded' | 'Failed' {
  const seen = new Map<string, boolean>();
  const failed = (node: WorkflowNode): boolean => {
    const known = seen.get(node.id);
    if (known !== undefined) {
      return known;
    }
    seen.set(node.id, false);
    const result = isCompleted(node)
      ? node.phase !== 'Succeeded'
      : before(node).some(failed);
    seen.set(node.id, result);
    return result;
  };
  return leaves.some(failed) ? 'Failed' : 'Succeeded';
}
