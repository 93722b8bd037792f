import { invalidInput, RpcError } from './RpcError';

/** Reads one JSON value the way `protojson` reads a field. */
export interface Field<T> {
  read(value: unknown, name: string): T;
}

export type Fields = Record<string, Field<unknown>>;

/** What is read of a message: fields that were not sent are not there. */
export type Message<F extends Fields> = {
  [K in keyof F]?: F[K] extends Field<infer T> ? T : never;
};

function wrong(kind: string, name: string, value: unknown): RpcError {
  return new RpcError(
    'InvalidArgument',
    `proto: invalid value for ${kind} field ${name}: ${JSON.stringify(value)}`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const text: Field<string> = {
  read(value, name) {
    if (typeof value !== 'string') throw wrong('string', name, value);
    return value;
  },
};

export const flag: Field<boolean> = {
  read(value, name) {
    if (typeof value !== 'boolean') throw wrong('bool', name, value);
    return value;
  },
};

function whole(kind: string): Field<number> {
  return {
    read(value, name) {
      const number =
        typeof value === 'string' && /^-?\d+$/.test(value)
          ? Number(value)
          : value;
      if (typeof number !== 'number' || !Number.isInteger(number)) {
        throw wrong(kind, name, value);
      }
      return number;
    },
  };
}

export const int32 = whole('int32');
/** A number or a string of digits; as a number from here on. */
export const int64 = whole('int64');

export const double: Field<number> = {
  read(value, name) {
    if (typeof value !== 'number') throw wrong('double', name, value);
    return value;
  },
};

/** Any JSON at all. */
export const anything: Field<unknown> = { read: value => value };

/** `3.5s` */
export const duration: Field<string> = {
  read(value, name) {
    if (typeof value !== 'string' || !/^-?\d+(\.\d{1,9})?s$/.test(value)) {
      throw wrong('google.protobuf.Duration', name, value);
    }
    return value;
  },
};

/** RFC 3339, as seconds since 1970. */
export const time: Field<number> = {
  read(value, name) {
    const valid =
      typeof value === 'string' &&
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(
        value,
      );
    const milliseconds = valid ? Date.parse(value) : NaN;
    if (Number.isNaN(milliseconds)) {
      throw wrong('google.protobuf.Timestamp', name, value);
    }
    return Math.floor(milliseconds / 1000);
  },
};

export const struct: Field<Record<string, unknown>> = {
  read(value, name) {
    if (!isRecord(value)) throw wrong('google.protobuf.Struct', name, value);
    return value;
  },
};

/** A map to values of any kind. */
export const values: Field<Record<string, unknown>> = {
  read(value, name) {
    if (!isRecord(value)) throw wrong('map', name, value);
    return value;
  },
};

export function map<T>(of: Field<T>): Field<Record<string, T>> {
  return {
    read(value, name) {
      if (!isRecord(value)) throw wrong('map', name, value);
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, of.read(one, name)]),
      );
    },
  };
}

export const textMap = map(text);

/** An enum, by name or by number. */
export function choice<N extends string>(numbers: Record<N, number>): Field<N> {
  return {
    read(value, name) {
      const found = (Object.keys(numbers) as N[]).find(
        key => key === value || numbers[key] === value,
      );
      if (found === undefined) throw wrong('enum', name, value);
      return found;
    },
  };
}

export function list<T>(of: Field<T>): Field<T[]> {
  return {
    read(value, name) {
      if (!Array.isArray(value)) throw wrong('repeated', name, value);
      return value.map(one => of.read(one, name));
    },
  };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * A message: every field by its name in the proto file or in camel case, null for absent, unknown ones refused, as
 * the server's marshaler is set (`DiscardUnknown: false`).
 */
export function message<F extends Fields>(fields: F): Field<Message<F>> {
  const byJsonName = new Map(
    Object.keys(fields).flatMap(name => [
      [name, name],
      [camelCase(name), name],
    ]),
  );
  return {
    read(value, name) {
      if (!isRecord(value)) {
        throw new RpcError(
          'InvalidArgument',
          `proto: syntax error: unexpected token ${JSON.stringify(value) ?? 'EOF'}${name ? ` in field ${name}` : ''}`,
        );
      }
      const result: Record<string, unknown> = {};
      for (const [key, one] of Object.entries(value)) {
        const field = byJsonName.get(key);
        if (field === undefined) {
          throw new RpcError(
            'InvalidArgument',
            `proto: unknown field ${JSON.stringify(key)}`,
          );
        }
        if (one === null) continue;
        if (field in result) {
          throw new RpcError(
            'InvalidArgument',
            `proto: duplicate field ${JSON.stringify(key)}`,
          );
        }
        result[field] = fields[field].read(one, field);
      }
      return result as Message<F>;
    },
  };
}

/** @throws RpcError when more than one of the fields of a `oneof` is there */
export function checkOneOf(
  message: Record<string, unknown>,
  oneOf: string,
  names: string[],
): void {
  if (names.filter(name => message[name] !== undefined).length > 1) {
    throw invalidInput(`proto: error parsing ${oneOf}, oneof is already set`);
  }
}
