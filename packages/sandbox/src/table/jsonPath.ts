import { isObject } from '../json';

type Step = (values: unknown[]) => unknown[];

function property(name: string): Step {
  return values =>
    values.flatMap(value =>
      isObject(value) && Object.hasOwn(value, name) ? [value[name]] : [],
    );
}

function everything(values: unknown[]): unknown[] {
  return values.flatMap(value => {
    if (Array.isArray(value)) return value as unknown[];
    return isObject(value) ? Object.values(value) : [];
  });
}

function slice(from: number | undefined, to: number | undefined): Step {
  return values =>
    values.flatMap(value =>
      Array.isArray(value) ? value.slice(from, to) : [],
    );
}

function filter(path: Step[], operator: string, wanted: unknown): Step {
  return values =>
    everything(values).filter(item => {
      const found = path.reduce((part, step) => step(part), [
        item,
      ] as unknown[]);
      if (operator === '') return found.length > 0;
      const equal = found.length > 0 && found[0] === wanted;
      return operator === '!=' ? found.length > 0 && !equal : equal;
    });
}

function literal(text: string): unknown {
  const quoted = /^(['"])(.*)\1$/s.exec(text);
  if (quoted) return quoted[2].replace(/\\(.)/g, '$1');
  return text === 'true' ? true : text === 'false' ? false : Number(text);
}

function bracket(inside: string): Step {
  const text = inside.trim();
  if (text === '*') return everything;
  const index = /^-?\d+$/.exec(text);
  if (index) {
    const at = Number(text);
    return slice(at, at === -1 ? undefined : at + 1);
  }
  const range = /^(-?\d+)?:(-?\d+)?$/.exec(text);
  if (range) {
    return slice(
      range[1] === undefined ? undefined : Number(range[1]),
      range[2] === undefined ? undefined : Number(range[2]),
    );
  }
  const condition = /^\?\(\s*@(.*?)\s*(?:(==|!=)\s*(.+?))?\s*\)$/s.exec(text);
  if (condition) {
    const wanted =
      condition[3] === undefined ? undefined : literal(condition[3]);
    return filter(steps(condition[1]), condition[2] ?? '', wanted);
  }
  const name = literal(text);
  if (typeof name === 'string') return property(name);
  throw new Error(`JSONPath: cannot read '[${inside}]'`);
}

/** Where the bracket that opens at `start` closes; quotes and inner brackets are skipped. */
function closing(text: string, start: number): number {
  let quote = '';
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (quote) {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return i;
  }
  throw new Error(`JSONPath: '[' is not closed in '${text}'`);
}

function steps(path: string): Step[] {
  const result: Step[] = [];
  let at = 0;
  while (at < path.length) {
    if (path[at] === '[') {
      const end = closing(path, at);
      result.push(bracket(path.slice(at + 1, end)));
      at = end + 1;
      continue;
    }
    if (path[at] === '.') at++;
    const name = /^(?:\\.|[^.[\\])*/.exec(path.slice(at))![0];
    if (name === '' && path[at] !== '[' && at < path.length) {
      throw new Error(`JSONPath: cannot read '${path}' at ${at + 1}`);
    }
    at += name.length;
    if (name === '*') result.push(everything);
    else if (name) result.push(property(name.replace(/\\(.)/g, '$1')));
  }
  return result;
}

/**
 * Compiles the JSONPath of a printer column: properties, `[n]`, `[a:b]`, `[*]`, `['name']` and
 * `[?(@.path=="value")]`, with `\.` for a dot inside a name.
 *
 * @returns what gives all values at the path, in order
 * @throws Error when the path cannot be read
 */
export function jsonPath(path: string): (object: unknown) => unknown[] {
  const compiled = steps(
    path
      .trim()
      .replace(/^\{(.*)\}$/s, '$1')
      .replace(/^\$/, ''),
  );
  return object =>
    compiled.reduce((values, step) => step(values), [object] as unknown[]);
}
