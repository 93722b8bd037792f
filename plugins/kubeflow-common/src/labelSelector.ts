/** Thrown for text that is not a label selector; the message is for the person who wrote it. @public */
export class LabelSelectorError extends Error {
  override readonly name = 'LabelSelectorError';
  /** Where in the text it goes wrong, counted from 0. */
  readonly position: number;

  constructor(text: string, position: number, problem: string) {
    super(
      `The label selector '${shorten(text)}' cannot be read: ${problem} at position ${position + 1}. ` +
        `Write for example 'team=vision,app in (bert,gpt),!draft'.`,
    );
    this.position = position;
  }
}

/** One demand of a label selector. @public */
export interface LabelRequirement {
  key: string;
  operator: 'exists' | 'absent' | 'in' | 'notIn' | 'greater' | 'less';
  /** `in` and `notIn`: the values (`=` is an `in` with one value); `greater` and `less`: one whole number. */
  values: readonly string[];
}

/** The value of a label, or `undefined` when the object does not have it. @public */
export type LabelLookup = (key: string) => string | undefined;

/**
 * A label selector, read once and asked often. Meaning as in the Kubernetes API: all demands must hold; `!=` and
 * `notin` also hold for an object that does not have the label.
 *
 * @public
 */
export class LabelSelector {
  readonly requirements: readonly LabelRequirement[];

  constructor(requirements: readonly LabelRequirement[]) {
    this.requirements = requirements;
  }

  /** A label that every match has with this very value, if there is one: for a look-up in an index. */
  get requiredLabel(): { key: string; value: string } | undefined {
    for (const { key, operator, values } of this.requirements) {
      const [value, other] = values;
      if (operator === 'in' && value !== undefined && other === undefined) {
        return { key, value };
      }
    }
    return undefined;
  }

  matches(labels: Readonly<Record<string, string>> | LabelLookup): boolean {
    const lookup: LabelLookup =
      typeof labels === 'function'
        ? labels
        : key => (Object.hasOwn(labels, key) ? labels[key] : undefined);
    return this.requirements.every(requirement =>
      holds(requirement, lookup(requirement.key)),
    );
  }

  /** In the API's own form. */
  toString(): string {
    return this.requirements.map(write).join(',');
  }
}

function holds(
  { operator, values }: LabelRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notIn':
      return value === undefined || !values.includes(value);
    default: {
      if (value === undefined || !integer.test(value)) {
        return false;
      }
      const bound = BigInt(values[0] ?? '0');
      return operator === 'greater'
        ? BigInt(value) > bound
        : BigInt(value) < bound;
    }
  }
}

function write({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'exists':
      return key;
    case 'absent':
      return `!${key}`;
    case 'in':
      return values.length === 1
        ? `${key}=${values[0]}`
        : `${key} in (${values.join(',')})`;
    case 'notIn':
      return values.length === 1
        ? `${key}!=${values[0]}`
        : `${key} notin (${values.join(',')})`;
    default:
      return `${key}${operator === 'greater' ? '>' : '<'}${values[0]}`;
  }
}

const integer = /^-?\d{1,19}$/;
const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelPrefix =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

interface Token {
  /** `word` is anything that is not an operator; `end` comes last. */
  type: 'word' | 'end' | '!' | '=' | '==' | '!=' | '>' | '<' | '(' | ')' | ',';
  text: string;
  position: number;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  // Exactly the separators of k8s.io/apimachinery/pkg/labels: white space, and the characters of the operators.
  const pattern = /[ \t\r\n]*(?:(==|!=|[=!<>(),])|([^ \t\r\n=!<>(),]+))/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) {
      break;
    }
    const [, operator, word = ''] = match;
    const token = operator ?? word;
    tokens.push({
      type: (operator as Token['type'] | undefined) ?? 'word',
      text: token,
      position: pattern.lastIndex - token.length,
    });
  }
  tokens.push({ type: 'end', text: '', position: text.length });
  return tokens;
}

/**
 * Reads a label selector in the full grammar of the Kubernetes API: `key`, `!key`, `key=value`, `key==value`,
 * `key!=value`, `key in (a,b)`, `key notin (a,b)`, `key>1`, `key<1`, joined by commas. Empty text selects everything.
 *
 * @throws LabelSelectorError when the text is not a label selector
 * @public
 */
export function parseLabelSelector(text: string): LabelSelector {
  return new LabelSelector(new Parser(text).parse());
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  parse(): LabelRequirement[] {
    const requirements: LabelRequirement[] = [];
    if (this.#peek().type === 'end') {
      return requirements;
    }
    for (;;) {
      requirements.push(this.#requirement());
      const token = this.#take();
      if (token.type === 'end') {
        return requirements;
      }
      if (token.type !== ',') {
        throw this.#expected("',' or the end", token);
      }
    }
  }

  #requirement(): LabelRequirement {
    if (this.#peek().type === '!') {
      this.#take();
      return { key: this.#key(), operator: 'absent', values: [] };
    }
    const key = this.#key();
    const token = this.#peek();
    if (token.type === 'end' || token.type === ',') {
      return { key, operator: 'exists', values: [] };
    }
    this.#take();
    switch (token.type) {
      case '=':
      case '==':
        return { key, operator: 'in', values: [this.#value()] };
      case '!=':
        return { key, operator: 'notIn', values: [this.#value()] };
      case '>':
      case '<':
        return {
          key,
          operator: token.type === '>' ? 'greater' : 'less',
          values: [this.#integer()],
        };
      default:
    }
    if (token.text === 'in' || token.text === 'notin') {
      return {
        key,
        operator: token.text === 'in' ? 'in' : 'notIn',
        values: this.#values(),
      };
    }
    throw this.#expected(
      "one of '=', '==', '!=', 'in', 'notin', '<', '>'",
      token,
    );
  }

  #key(): string {
    const token = this.#take();
    if (token.type !== 'word') {
      throw this.#expected('the name of a label', token);
    }
    const slash = token.text.lastIndexOf('/');
    const prefix = slash < 0 ? undefined : token.text.slice(0, slash);
    const isValid =
      labelName.test(token.text.slice(slash + 1)) &&
      (prefix === undefined ||
        (prefix.length <= 253 && labelPrefix.test(prefix)));
    if (!isValid) {
      throw new LabelSelectorError(
        this.#text,
        token.position,
        `'${shorten(token.text)}' is not the name of a label`,
      );
    }
    return token.text;
  }

  #value(): string {
    const token = this.#peek();
    if (token.type === 'end' || token.type === ',') {
      return '';
    }
    this.#take();
    return this.#checkedValue(token);
  }

  #values(): string[] {
    const open = this.#take();
    if (open.type !== '(') {
      throw this.#expected("'('", open);
    }
    const values = new Set<string>();
    for (;;) {
      let token = this.#take();
      // Nothing between two commas, or inside the brackets, is the empty value.
      if (token.type === ',' || token.type === ')') {
        values.add('');
      } else {
        values.add(this.#checkedValue(token));
        token = this.#take();
      }
      if (token.type === ')') {
        return [...values];
      }
      if (token.type !== ',') {
        throw this.#expected("',' or ')'", token);
      }
    }
  }

  #checkedValue(token: Token): string {
    if (token.type !== 'word') {
      throw this.#expected('a value', token);
    }
    if (!labelName.test(token.text)) {
      throw new LabelSelectorError(
        this.#text,
        token.position,
        `'${shorten(token.text)}' is not the value of a label`,
      );
    }
    return token.text;
  }

  #integer(): string {
    const token = this.#take();
    if (token.type !== 'word' || !/^\d{1,18}$/.test(token.text)) {
      throw this.#expected('a whole number', token);
    }
    return token.text;
  }

  #peek(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #take(): Token {
    const token = this.#peek();
    if (token.type !== 'end') {
      this.#next += 1;
    }
    return token;
  }

  #expected(what: string, found: Token): LabelSelectorError {
    const there =
      found.type === 'end'
        ? 'the text ends'
        : `there is '${shorten(found.text)}'`;
    return new LabelSelectorError(
      this.#text,
      found.position,
      `${what} is missing, ${there}`,
    );
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
