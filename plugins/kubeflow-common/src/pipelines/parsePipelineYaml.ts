import {
  isCollection,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
} from 'yaml';
import { asRecord, asString } from '../reading';
import { pipelineGraph } from './pipelineGraph';
import { field, fieldAt, textField } from './pipelineSpec';

/** Characters; a compiled pipeline of a thousand tasks has about two million. */
const MAX_LENGTH = 8_000_000;
/** Problems that one answer holds. */
const MAX_PROBLEMS = 50;

/** What is wrong with a text, and where. @public */
export interface YamlProblem {
  /** From 1 on. */
  line: number;
  /** From 1 on. */
  column: number;
  message: string;
}

/** @public */
export interface ParsedPipelineYaml {
  /** A `PipelineSpec`; absent when the text is none. */
  spec?: Record<string, unknown>;
  /** A `PlatformSpec`: the second document of the text. */
  platform?: Record<string, unknown>;
  /** Empty when it can be uploaded. In the order of the text. */
  problems: YamlProblem[];
}

/**
 * Reads a compiled pipeline as `kfp dsl compile` writes it (YAML or JSON; a platform's part may follow as a second
 * document), and says what is wrong with it where: no YAML, a pipeline of the SDK's first version, an unknown schema,
 * tasks that wait for each other or for what does not exist. Total.
 *
 * @public
 */
export function parsePipelineYaml(text: string): ParsedPipelineYaml {
  if (text.length > MAX_LENGTH) {
    return refuse(
      `This is ${text.length} characters long; a pipeline may have ${MAX_LENGTH}`,
    );
  }
  if (text.trim() === '') {
    return refuse(
      'This is empty. Paste or choose the file that the kfp compiler wrote',
    );
  }
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      // The parser compares each key with each other one: minutes, for a hundred thousand tasks.
      uniqueKeys: false,
    }),
  ].filter(
    document => document.contents !== null || document.errors.length > 0,
  );
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const errors = documents.flatMap(document => [
    ...document.errors.map(error => ({
      ...place(error.pos[0]),
      message: `This is not valid YAML: ${error.message}`,
    })),
    ...repeatedKeys(document).map(offset => ({
      ...place(offset),
      message: 'This is not valid YAML: Map keys must be unique',
    })),
  ]);
  if (errors.length > 0) {
    return { problems: errors.slice(0, MAX_PROBLEMS) };
  }
  const values = documents.map(toValue);
  const at = (index: number, keys: readonly string[]) =>
    place(offsetOf(documents[index] as Document, keys));
  const wrong = wrongKind(values);
  if (wrong) {
    return {
      problems: [{ ...at(wrong.document, wrong.keys), message: wrong.message }],
    };
  }
  const index = values.findIndex(
    value => field(value, 'platforms') === undefined,
  );
  const spec = asRecord(values[index]);
  if (!spec) {
    return refuse(
      'This holds no pipeline: it has only the part for a platform',
    );
  }
  const platform = asRecord(
    values.find(value => field(value, 'platforms') !== undefined),
  );
  const problems = [...headProblems(spec), ...graphProblems(spec)]
    .slice(0, MAX_PROBLEMS)
    .map(({ keys, message }) => ({ ...at(index, keys), message }))
    .sort(
      (left, right) => left.line - right.line || left.column - right.column,
    );
  return { spec, ...(platform && { platform }), problems };
}

/** Where keys stand that their map has already. */
function repeatedKeys(
  document: ReturnType<typeof parseAllDocuments>[number],
): number[] {
  const offsets: number[] = [];
  if (document.errors.length === 0) {
    visit(document as Document, {
      Map(_, { items }) {
        const seen = new Set<unknown>();
        for (const { key } of items) {
          if (isScalar(key)) {
            if (seen.has(key.value)) {
              offsets.push(key.range?.[0] ?? 0);
            }
            seen.add(key.value);
          }
        }
      },
    });
  }
  return offsets;
}

function refuse(message: string): ParsedPipelineYaml {
  return { problems: [{ line: 1, column: 1, message }] };
}

interface Found {
  keys: string[];
  message: string;
}

/** A text that is something else altogether. */
function wrongKind(
  values: readonly unknown[],
): (Found & { document: number }) | undefined {
  for (const [document, value] of values.entries()) {
    const apiVersion = textField(value, 'apiVersion');
    const kind = textField(value, 'kind');
    if (apiVersion?.startsWith('argoproj.io/') || kind === 'Workflow') {
      return {
        document,
        keys: ['kind'],
        message:
          'This is an Argo Workflow, which the first version of the kfp SDK compiled to. Compile the pipeline with kfp 2 or newer',
      };
    }
    if (apiVersion !== undefined && kind !== undefined) {
      return {
        document,
        keys: ['kind'],
        message: `This is a Kubernetes object of kind ${kind}, not a compiled pipeline; apply it with kubectl, or give the specification in it`,
      };
    }
    if (asRecord(value) === undefined) {
      return {
        document,
        keys: [],
        message:
          'This is not a compiled pipeline: it should begin with keys such as components, deploymentSpec and root. Is it the Python file? Compile it with `kfp dsl compile`',
      };
    }
  }
  return undefined;
}

function headProblems(spec: Record<string, unknown>): Found[] {
  const problems: Found[] = [];
  const version = field(spec, 'schemaVersion');
  if (version === undefined) {
    problems.push({
      keys: [],
      message:
        'schemaVersion is missing; a pipeline that kfp compiled has one, such as 2.1.0',
    });
  } else if (!/^2\.\d+(\.\d+)?$/.test(String(version))) {
    problems.push({
      keys: ['schemaVersion'],
      message: `schemaVersion ${JSON.stringify(version)} is not known; 2.x is`,
    });
  }
  if (asString(fieldAt(spec, 'pipelineInfo', 'name')) === undefined) {
    problems.push({
      keys: 'pipelineInfo' in spec ? ['pipelineInfo'] : [],
      message: 'pipelineInfo.name is missing: the pipeline has no name',
    });
  }
  return problems;
}

function graphProblems(spec: Record<string, unknown>): Found[] {
  const { nodes, problems } = pipelineGraph(spec);
  return nodes.length === 0 && problems.length === 0
    ? [{ keys: ['root', 'dag'], message: 'The pipeline has no tasks' }]
    : problems;
}

function toValue(
  document: ReturnType<typeof parseAllDocuments>[number],
): unknown {
  try {
    return (document as Document).toJS({ maxAliasCount: 100 });
  } catch {
    return undefined; // Aliases that multiply: no compiler writes them.
  }
}

/** Where the value at a path begins, or the nearest that exists around it. */
function offsetOf(document: Document, keys: readonly string[]): number {
  let offset = document.range?.[0] ?? 0;
  let current: unknown = document.contents;
  if (isCollection(current)) {
    offset = current.range?.[0] ?? offset;
  }
  for (const key of keys) {
    if (!isCollection(current)) {
      break;
    }
    const pair = current.items.find(item => keyOf(item) === key);
    const begin = rangeOf(pair, 'key');
    if (begin === undefined) {
      break;
    }
    offset = begin;
    current = (pair as { value: unknown }).value;
  }
  return offset;
}

function keyOf(item: unknown): string | undefined {
  const key = (item as { key?: { value?: unknown } } | null)?.key;
  return key === undefined || key === null ? undefined : String(key.value);
}

function rangeOf(pair: unknown, part: 'key'): number | undefined {
  const node = (
    pair as Record<string, { range?: [number] } | undefined> | undefined
  )?.[part];
  return node?.range?.[0];
}
