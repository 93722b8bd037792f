import type { PipelineInput } from '@kubeflow-portal/plugin-kubeflow-common';
import fc from 'fast-check';
import { parameterText, parseParameter } from './parameterText';

const input = (
  type: string,
  more: Partial<PipelineInput> = {},
): PipelineInput => ({
  name: 'p',
  is: 'parameter',
  type,
  isOptional: false,
  ...more,
});

describe('a parameter', () => {
  const values: Record<string, fc.Arbitrary<unknown>> = {
    STRING: fc.string({ minLength: 1 }),
    NUMBER_INTEGER: fc.integer(),
    NUMBER_DOUBLE: fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map(value => value + 0),
    BOOLEAN: fc.boolean(),
    LIST: fc.array(fc.jsonValue()),
    STRUCT: fc.dictionary(fc.string(), fc.jsonValue()),
  };
  it.each(Object.keys(values))('%s comes back as it was shown', type => {
    fc.assert(
      fc.property(values[type], value => {
        const wanted: unknown = JSON.parse(JSON.stringify(value));
        const parsed = parseParameter(input(type), parameterText(wanted));
        expect(JSON.stringify(parsed.value)).toBe(JSON.stringify(wanted));
      }),
    );
  });

  it('of no type makes the reader throw, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(values), 'TASK_FINAL_STATUS', 'x'),
        fc.string(),
        (type, text) => {
          const { value, problem } = parseParameter(input(type), text);
          expect(value === undefined).toBe(problem !== undefined);
        },
      ),
    );
  });

  it.each([
    ['NUMBER_INTEGER', '1.5', 'integer'],
    ['NUMBER_INTEGER', '99999999999999999', 'integer'],
    ['NUMBER_DOUBLE', '1,5', 'number'],
    ['NUMBER_DOUBLE', '1e999', 'number'],
    ['BOOLEAN', 'yes', 'boolean'],
    ['LIST', '[1,', 'json'],
    ['LIST', '{}', 'list'],
    ['STRUCT', '[]', 'struct'],
    ['STRUCT', 'null', 'struct'],
    ['STRING', '', 'required'],
    ['NUMBER_DOUBLE', '', 'required'],
  ])('%s refuses %j', (type, text, problem) => {
    expect(parseParameter(input(type), text)).toEqual({ problem });
  });

  it('left alone has the default, and emptied it is the empty text', () => {
    const withDefault = input('STRING', { defaultValue: 'a' });
    expect(parseParameter(withDefault, undefined)).toEqual({});
    expect(parseParameter(withDefault, '')).toEqual({ value: '' });
    expect(parseParameter(input('LIST', { isOptional: true }), '')).toEqual({});
  });

  it('with literals takes these only', () => {
    const depth = input('NUMBER_INTEGER', { literals: [18, 50] });
    expect(parseParameter(depth, '50')).toEqual({ value: 50 });
    expect(parseParameter(depth, '51')).toEqual({ problem: 'literal' });
  });
});
