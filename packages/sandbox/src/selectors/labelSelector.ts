import { badRequest } from '../errors';

type Operator = '=' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';

/** One condition on labels; all of a selector's must hold. */
export interface LabelRequirement {
  key: string;
  operator: Operator;
  values: string[];
}

/** Tells whether labels are selected. */
export type LabelMatcher = (
  labels: Record<string, string> | undefined,
) => boolean;

const name = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const prefix =
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

export function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  if (parts.length > 2) return false;
  const local = parts.pop()!;
  return (
    name.test(local) &&
    parts.every(part => part.length <= 253 && prefix.test(part))
  );
}

export function isLabelValue(value: string): boolean {
  return value === '' || name.test(value);
}

const token = /\s*(?:([A-Za-z0-9_./-]+)|(==|!=|[=!<>(),]))\s*/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw unparsable(text, `unexpected character at ${at + 1}`);
    found.push(match[1] ?? match[2]);
  }
  return found;
}

function unparsable(text: string, why: string) {
  return badRequest(
    `unable to parse requirement: ${why} in ${JSON.stringify(text)}`,
  );
}

/**
 * Reads a selector as the `labelSelector` parameter has it: `a=b,c!=d,e in (f,g),h notin (i),j,!k,l>1`.
 *
 * @throws ApiError 400 that says what is wrong
 */
export function parseLabelSelector(text: string): LabelRequirement[] {
  const rest = tokens(text);
  if (rest.length === 0) return [];
  const result: LabelRequirement[] = [];
  const symbols = new Set(['=', '==', '!=', '!', '<', '>', '(', ')', ',']);

  const word = (what: string): string => {
    const next = rest.shift();
    if (next === undefined || symbols.has(next)) {
      throw unparsable(text, `found '${next ?? ''}', expected: ${what}`);
    }
    return next;
  };
  const key = (): string => {
    const found = word('a label key');
    if (!isLabelKey(found))
      throw unparsable(text, `invalid label key ${JSON.stringify(found)}`);
    return found;
  };
  const value = (): string => {
    if (rest.length === 0 || rest[0] === ',' || rest[0] === ')') return '';
    const found = word('a label value');
    if (!isLabelValue(found)) {
      throw unparsable(text, `invalid label value ${JSON.stringify(found)}`);
    }
    return found;
  };
  const values = (): string[] => {
    if (rest.shift() !== '(') throw unparsable(text, "expected: '('");
    const found = [value()];
    while (rest[0] === ',') {
      rest.shift();
      found.push(value());
    }
    if (rest.shift() !== ')') throw unparsable(text, "expected: ')'");
    return found;
  };
  const requirement = (): LabelRequirement => {
    if (rest[0] === '!') {
      rest.shift();
      return { key: key(), operator: '!', values: [] };
    }
    const subject = key();
    const operator = rest[0];
    if (operator === undefined || operator === ',') {
      return { key: subject, operator: 'exists', values: [] };
    }
    rest.shift();
    switch (operator) {
      case '=':
      case '==':
        return { key: subject, operator: '=', values: [value()] };
      case '!=':
        return { key: subject, operator: '!=', values: [value()] };
      case 'in':
      case 'notin':
        return { key: subject, operator, values: values() };
      case '<':
      case '>': {
        const bound = word('an integer');
        if (!/^-?\d+$/.test(bound)) {
          throw unparsable(
            text,
            `for '${operator}' the value must be an integer`,
          );
        }
        return { key: subject, operator, values: [bound] };
      }
      default:
        throw unparsable(
          text,
          `found '${operator}', expected: =, !=, in, notin, <, >`,
        );
    }
  };

  for (;;) {
    result.push(requirement());
    if (rest.length === 0) return result;
    if (rest.shift() !== ',') throw unparsable(text, "expected: ','");
  }
}

function holds(
  { key, operator, values }: LabelRequirement,
  labels: Record<string, string>,
): boolean {
  const has = Object.hasOwn(labels, key);
  switch (operator) {
    case 'exists':
      return has;
    case '!':
      return !has;
    case '=':
    case 'in':
      return has && values.includes(labels[key]);
    case '!=':
    case 'notin':
      return !has || !values.includes(labels[key]);
    case '>':
    case '<': {
      if (!has || !/^-?\d+$/.test(labels[key])) return false;
      const found = Number(labels[key]);
      return operator === '>'
        ? found > Number(values[0])
        : found < Number(values[0]);
    }
  }
}

/** @throws ApiError 400 when the selector cannot be read */
export function labelMatcher(
  text: string | undefined,
): LabelMatcher | undefined {
  if (!text?.trim()) return undefined;
  const requirements = parseLabelSelector(text);
  return labels =>
    requirements.every(requirement => holds(requirement, labels ?? {}));
}

/** A `metav1.LabelSelector`, as the objects that hold one have it. */
export interface LabelSelectorObject {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

const operators: Record<string, Operator> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

/** Matches nothing when the selector has an operator that does not exist. */
export function matcherOf(selector: LabelSelectorObject): LabelMatcher {
  const requirements: LabelRequirement[] = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: '=' as const,
      values: [value],
    })),
  ];
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const known = operators[operator];
    if (!known) return () => false;
    requirements.push({ key, operator: known, values: values ?? [] });
  }
  return labels =>
    requirements.every(requirement => holds(requirement, labels ?? {}));
}
