import type { Random } from '../kernel';

/** What a look at a component's Python source tells of what it would do. */
export interface PythonProgram {
  /** Name of the function; empty when there is none. */
  name: string;
  source: string;
  /** Line of each statement within the file that the launcher writes, for tracebacks. */
  statements: { line: number; text: string }[];
}

/** Finds the function among the arguments of a container, as the SDK writes it there. */
export function pythonProgram(args: readonly string[]): PythonProgram {
  const source = args.find(arg => /^def \w+\(/m.test(arg)) ?? '';
  const flag = args.indexOf('--function_to_execute');
  const name =
    (flag < 0 ? undefined : args[flag + 1]) ??
    /^def (\w+)\(/m.exec(source)?.[1] ??
    '';
  const lines = source.split('\n');
  const start = lines.findIndex(line => line.startsWith(`def ${name}(`));
  const statements = lines
    .map((text, index) => ({ line: index + 1, text }))
    .slice(Math.max(0, start))
    .filter(({ text }) => /^\s+\S/.test(text))
    .map(({ line, text }) => ({ line, text: text.trim() }))
    .filter(({ text }) => !/^(?:#|"""|\)|\w+: )/.test(text));
  return { name, source, statements };
}

/** A value that could not be told from the source. */
export const unknown = Symbol('unknown');

/**
 * What the function gives, as far as one look tells: constants, its inputs, formatted text, a choice at random.
 *
 * @returns values by the names of outputs; {@link unknown} where it takes more than a look
 */
export function returnedValues(
  { source, statements }: PythonProgram,
  inputs: Readonly<Record<string, unknown>>,
  random: Random,
): Map<string, unknown> {
  const known = new Map<string, unknown>(Object.entries(inputs));
  for (const { text } of statements) {
    const match = /^(\w+)\s*(?::[^=]+)?=\s*([^=].*)$/.exec(text);
    if (match && !known.has(match[1])) {
      known.set(match[1], valueOf(match[2], known, random));
    }
  }
  const values = new Map<string, unknown>();
  const returned = [
    ...source.matchAll(/^\s+return (.+(?:\n\s{8,}.+|\n\s+\))*)$/gm),
  ]
    .map(([, text]) => text.replaceAll(/\s*\n\s*/g, ' '))
    .at(-1);
  if (returned === undefined) {
    return values;
  }
  const named = /^\w*\(((?:\s*\w+\s*=[^=].*)+)\)$/.exec(returned.trim());
  if (named && /^[A-Za-z_]/.test(returned.trim())) {
    for (const part of split(named[1])) {
      const [name, ...rest] = part.split('=');
      values.set(name.trim(), valueOf(rest.join('='), known, random));
    }
    return values;
  }
  values.set('Output', valueOf(returned, known, random));
  return values;
}

/** Parts between the commas that are in no brackets and no quotes. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (const letter of text) {
    if (quote) {
      quote = letter === quote ? '' : quote;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if ('([{'.includes(letter)) {
      depth += 1;
    } else if (')]}'.includes(letter)) {
      depth -= 1;
    }
    if (letter === ',' && depth === 0 && !quote) {
      parts.push(part);
      part = '';
    } else {
      part += letter;
    }
  }
  return [...parts, part].filter(one => one.trim() !== '');
}

function valueOf(
  written: string,
  known: ReadonlyMap<string, unknown>,
  random: Random,
): unknown {
  const text = written.trim();
  const constants: Record<string, unknown> = {
    True: true,
    False: false,
    None: null,
  };
  if (Object.hasOwn(constants, text)) {
    return constants[text];
  }
  if (/^-?\d+(?:\.\d+)?(?:e-?\d+)?$/.test(text)) {
    return Number(text);
  }
  if (/^\w+$/.test(text)) {
    return known.has(text) ? known.get(text) : unknown;
  }
  const quoted = /^(f?)(['"])((?:(?!\2).)*)\2$/.exec(text);
  if (quoted) {
    return quoted[1] ? formatted(quoted[3], known) : quoted[3];
  }
  const choice = /^random\.choice\((\[.*\])\)$/.exec(text);
  if (choice) {
    const options = valueOf(choice[1], known, random);
    return Array.isArray(options) && options.length > 0
      ? random.pick(options as unknown[])
      : unknown;
  }
  const whole = /^random\.randint\((\d+),\s*(\d+)\)$/.exec(text);
  if (whole) {
    return random.integer(Number(whole[1]), Number(whole[2]));
  }
  const between =
    /^(?:round\()?random\.uniform\(([\d.]+),\s*([\d.]+)\)(?:,\s*(\d)\))?$/.exec(
      text,
    );
  if (between) {
    const value = random.between(Number(between[1]), Number(between[2]));
    return Number(value.toFixed(Number(between[3] ?? 4)));
  }
  const size = /^len\((\w+)\)$/.exec(text);
  if (size) {
    const value = known.get(size[1]);
    return typeof value === 'string' || Array.isArray(value)
      ? value.length
      : unknown;
  }
  const converted = /^(int|float|str|bool)\((.+)\)$/.exec(text);
  if (converted) {
    const value = valueOf(converted[2], known, random);
    if (value === unknown) {
      return unknown;
    }
    return converted[1] === 'str' ? String(value) : Number(value);
  }
  const sum = /^([\w.]+)\s*([-+*])\s*([\w.]+)$/.exec(text);
  if (sum) {
    const [one, other] = [sum[1], sum[3]].map(part =>
      valueOf(part, known, random),
    );
    if (typeof one === 'number' && typeof other === 'number') {
      return sum[2] === '+'
        ? one + other
        : sum[2] === '-'
          ? one - other
          : one * other;
    }
    return typeof one === 'string' && typeof other === 'string'
      ? one + other
      : unknown;
  }
  if (text.startsWith('[') && text.endsWith(']')) {
    const items = split(text.slice(1, -1)).map(part =>
      valueOf(part, known, random),
    );
    return items.includes(unknown) ? unknown : items;
  }
  if (text.startsWith('{') && text.endsWith('}')) {
    const entries = split(text.slice(1, -1)).map(part => {
      const [, , key, value] =
        /^\s*(['"])(\w[\w-]*)\1\s*:(.*)$/.exec(part) ?? [];
      return [key, value && valueOf(value, known, random)] as const;
    });
    return entries.some(([key, value]) => !key || value === unknown)
      ? unknown
      : Object.fromEntries(entries);
  }
  return unknown;
}

function formatted(
  text: string,
  known: ReadonlyMap<string, unknown>,
): string | typeof unknown {
  let complete = true;
  const filled = text.replace(/\{(\w+)(?::[^}]*)?\}/g, (_, name: string) => {
    const value = known.get(name);
    complete &&= value !== undefined && value !== unknown;
    return String(value);
  });
  return complete ? filled : unknown;
}

/** Names of the metrics that it logs. */
export function loggedMetrics({ source }: PythonProgram): string[] {
  return [...source.matchAll(/\.log_metric\(\s*f?['"]([\w /@.-]+)['"]/g)].map(
    ([, name]) => name,
  );
}

/** Labels of the confusion matrix that it logs. */
export function loggedCategories({ source }: PythonProgram): string[] {
  const list = /log_confusion_matrix\(\s*(\[[^\]]*\])/.exec(source)?.[1];
  return [...(list ?? '').matchAll(/['"]([^'"]+)['"]/g)].map(
    ([, name]) => name,
  );
}
