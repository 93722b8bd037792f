/**
 * Evaluates the part of CEL that compiled pipelines use: conditions (`int(inputs.parameter_values['x']) > 3 && …`) and
 * selectors (`parseJson(string_value)["key"]`).
 *
 * @throws Error that says what is wrong with it
 */
export function evaluate(
  expression: string,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const parser = new Parser(tokensOf(expression), variables);
  const value = parser.choice();
  parser.end();
  return value;
}

type Token =
  | { kind: 'number' | 'text'; value: unknown }
  | { kind: 'word' | 'sign'; value: string };

const signs = /^(?:&&|\|\||==|!=|<=|>=|[-+*/%<>!()[\].,?:])/;

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let rest = source.trimStart();
  while (rest !== '') {
    const number = /^\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/.exec(rest)?.[0];
    const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/s.exec(rest)?.[0];
    const word = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    const sign = signs.exec(rest)?.[0];
    const taken = number ?? quoted ?? word ?? sign;
    if (taken === undefined) {
      throw new Error(
        `Syntax error: token recognition error at: '${rest.slice(0, 1)}'`,
      );
    }
    if (number !== undefined) {
      tokens.push({ kind: 'number', value: Number(number) });
    } else if (quoted !== undefined) {
      const text = quoted
        .slice(1, -1)
        .replace(/\\(.)/gs, (_, letter: string) =>
          letter === 'n' ? '\n' : letter === 't' ? '\t' : letter,
        );
      tokens.push({ kind: 'text', value: text });
    } else {
      tokens.push({ kind: word === undefined ? 'sign' : 'word', value: taken });
    }
    rest = rest.slice(taken.length).trimStart();
  }
  return tokens;
}

const noOverload = () => new Error('no such overload');

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) {
    return value.length;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length;
  }
  throw noOverload();
}

function numberOf(value: unknown): number {
  const number =
    typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
  if (Number.isNaN(number)) {
    throw new Error(
      `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  return number;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const functions: Record<string, (value: unknown) => unknown> = {
  int: value => Math.trunc(numberOf(value)),
  uint: value => Math.trunc(numberOf(value)),
  double: numberOf,
  string: textOf,
  bool: value => value === true || value === 'true' || value === 'True',
  size: sizeOf,
  parseJson: value => {
    if (typeof value !== 'string') {
      throw noOverload();
    }
    try {
      return JSON.parse(value) as unknown;
    } catch (error) {
      throw new Error(`failed to unmarshal JSON: ${(error as Error).message}`);
    }
  },
};

const methods: Record<string, (own: string, other: string) => boolean> = {
  contains: (own, other) => own.includes(other),
  startsWith: (own, other) => own.startsWith(other),
  endsWith: (own, other) => own.endsWith(other),
};

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function ordered(sign: string, one: unknown, other: unknown): boolean {
  const fits =
    (typeof one === 'number' && typeof other === 'number') ||
    (typeof one === 'string' && typeof other === 'string');
  if (!fits) {
    throw noOverload();
  }
  switch (sign) {
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    default:
      return one >= other;
  }
}

function computed(sign: string, one: unknown, other: unknown): unknown {
  if (sign === '+' && typeof one === 'string' && typeof other === 'string') {
    return one + other;
  }
  if (typeof one !== 'number' || typeof other !== 'number') {
    throw noOverload();
  }
  switch (sign) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    default:
      return one % other;
  }
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') {
    throw noOverload();
  }
  return value;
}

class Parser {
  readonly #tokens: Token[];
  readonly #variables: Readonly<Record<string, unknown>>;

  constructor(tokens: Token[], variables: Readonly<Record<string, unknown>>) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  end(): void {
    if (this.#tokens.length > 0) {
      throw new Error(
        `Syntax error: extraneous input '${String(this.#tokens[0].value)}'`,
      );
    }
  }

  choice(): unknown {
    const value = this.#any();
    if (!this.#take('?')) {
      return value;
    }
    const yes = this.choice();
    this.#expect(':');
    const no = this.choice();
    return truth(value) ? yes : no;
  }

  #any(): unknown {
    let value = this.#all();
    while (this.#take('||')) {
      const next = this.#all();
      value = truth(value) || truth(next);
    }
    return value;
  }

  #all(): unknown {
    let value = this.#relation();
    while (this.#take('&&')) {
      const next = this.#relation();
      value = truth(value) && truth(next);
    }
    return value;
  }

  #relation(): unknown {
    let value = this.#sum();
    for (;;) {
      const sign = this.#take('==', '!=', '<=', '>=', '<', '>', 'in');
      if (sign === undefined) {
        return value;
      }
      const other = this.#sum();
      if (sign === 'in') {
        value = Array.isArray(other)
          ? other.some(one => same(one, value))
          : Object.hasOwn(Object(other) as object, String(value));
      } else if (sign === '==' || sign === '!=') {
        value = same(value, other) === (sign === '==');
      } else {
        value = ordered(sign, value, other);
      }
    }
  }

  #sum(): unknown {
    let value = this.#product();
    for (;;) {
      const sign = this.#take('+', '-');
      if (sign === undefined) {
        return value;
      }
      value = computed(sign, value, this.#product());
    }
  }

  #product(): unknown {
    let value = this.#unary();
    for (;;) {
      const sign = this.#take('*', '/', '%');
      if (sign === undefined) {
        return value;
      }
      value = computed(sign, value, this.#unary());
    }
  }

  #unary(): unknown {
    if (this.#take('!')) {
      return !truth(this.#unary());
    }
    if (this.#take('-')) {
      return computed('-', 0, this.#unary());
    }
    let value = this.#primary();
    for (;;) {
      if (this.#take('[')) {
        const key = this.choice();
        this.#expect(']');
        value = this.#member(value, key);
      } else if (this.#take('.')) {
        const name = String(this.#tokens.shift()?.value);
        if (this.#take('(')) {
          const [argument] = this.#arguments();
          const method = methods[name];
          if (
            !method ||
            typeof value !== 'string' ||
            typeof argument !== 'string'
          ) {
            throw noOverload();
          }
          value = method(value, argument);
        } else {
          value = this.#member(value, name);
        }
      } else {
        return value;
      }
    }
  }

  #member(value: unknown, key: unknown): unknown {
    const index = Array.isArray(value) ? numberOf(key) : String(key);
    const found =
      typeof value === 'object' &&
      value !== null &&
      Object.hasOwn(value, index);
    if (!found) {
      throw new Error(`no such key: ${String(key)}`);
    }
    return (value as Record<string | number, unknown>)[index];
  }

  #primary(): unknown {
    if (this.#take('(')) {
      const value = this.choice();
      this.#expect(')');
      return value;
    }
    if (this.#take('[')) {
      return this.#arguments(']');
    }
    const token = this.#tokens.shift();
    if (!token || token.kind === 'sign') {
      throw new Error(
        `Syntax error: mismatched input '${String(token?.value ?? '<EOF>')}'`,
      );
    }
    if (token.kind !== 'word') {
      return token.value;
    }
    const word = token.value;
    if (this.#take('(')) {
      const given = this.#arguments();
      const called = functions[word];
      if (!called || given.length !== 1) {
        throw new Error(`undeclared reference to '${word}' (in container '')`);
      }
      return called(given[0]);
    }
    const constants: Record<string, unknown> = {
      true: true,
      false: false,
      null: null,
    };
    const known = { ...constants, ...this.#variables };
    if (!Object.hasOwn(known, word)) {
      throw new Error(`undeclared reference to '${word}' (in container '')`);
    }
    return known[word];
  }

  #arguments(close = ')'): unknown[] {
    const values: unknown[] = [];
    while (!this.#take(close)) {
      values.push(this.choice());
      if (!this.#take(',')) {
        this.#expect(close);
        break;
      }
    }
    return values;
  }

  #take(...wanted: string[]): string | undefined {
    const [token] = this.#tokens;
    if (
      !token ||
      (token.kind !== 'sign' && token.kind !== 'word') ||
      !wanted.includes(String(token.value))
    ) {
      return undefined;
    }
    this.#tokens.shift();
    return String(token.value);
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) {
      const found = this.#tokens[0]?.value ?? '<EOF>';
      throw new Error(
        `Syntax error: mismatched input '${String(found)}' expecting '${sign}'`,
      );
    }
  }
}
