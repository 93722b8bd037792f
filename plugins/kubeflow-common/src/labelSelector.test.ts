import fc from 'fast-check';
import { LabelSelectorError, parseLabelSelector } from './labelSelector';

const bert = {
  app: 'bert',
  team: 'nlp',
  draft: '',
  gpus: '8',
  'example.com/tier': 'gold',
};

describe('parseLabelSelector', () => {
  it.each([
    ['', true],
    ['  ', true],
    ['app', true],
    ['!app', false],
    ['missing', false],
    ['!missing', true],
    ['app=bert', true],
    ['app==bert', true],
    ['app = bert , team == nlp', true],
    ['app=gpt', false],
    ['app!=gpt', true],
    ['missing!=gpt', true],
    ['missing=gpt', false],
    ['app in (bert,gpt)', true],
    ['app in ( gpt )', false],
    ['app notin (gpt)', true],
    ['app notin (bert)', false],
    ['missing notin (bert)', true],
    ['missing in (bert)', false],
    ['draft=', true],
    ['draft', true],
    ['draft in ()', true],
    ['draft in (,a)', true],
    ['app in (,a)', false],
    ['draft=,app=bert', true],
    ['gpus>4', true],
    ['gpus>8', false],
    ['gpus<10', true],
    ['app>1', false],
    ['missing<1', false],
    ['example.com/tier=gold', true],
    ['example.com/tier=gold,app notin (gpt),!missing', true],
    // Words of the grammar are names and values too.
    ['in in (in)', false],
    ['notin!=in', true],
  ])('%j matches: %s', (text, expected) => {
    expect(parseLabelSelector(text).matches(bert)).toBe(expected);
  });

  it.each([
    ['app=', undefined],
    [',', "there is ',' at position 1"],
    ['app,', 'the name of a label is missing, the text ends at position 5'],
    ['app=bert,,team', 'position 10'],
    ['app in bert', "'(' is missing, there is 'bert' at position 8"],
    ['app in (bert', "',' or ')' is missing, the text ends at position 13"],
    [
      'app like bert',
      "one of '=', '==', '!=', 'in', 'notin', '<', '>' is missing, there is 'like'",
    ],
    ['app=a b', "',' or the end is missing, there is 'b' at position 7"],
    ['-app=a', "'-app' is not the name of a label"],
    ['Example.com/app=a', "'Example.com/app' is not the name of a label"],
    ['a/b/c', 'is not the name of a label'],
    ['app=bert!', "there is '!'"],
    ['app=ä', "'ä' is not the value of a label"],
    ['app===bert', "a value is missing, there is '='"],
    ['gpus>many', 'a whole number is missing'],
    [`app=${'x'.repeat(64)}`, 'is not the value of a label'],
    ['!app=bert', "',' or the end is missing, there is '='"],
  ])('explains what is wrong with %j', (text, problem) => {
    if (problem === undefined) {
      expect(() => parseLabelSelector(text)).not.toThrow();
      return;
    }
    expect(() => parseLabelSelector(text)).toThrow(LabelSelectorError);
    expect(() => parseLabelSelector(text)).toThrow(problem);
  });

  it('keeps its message short', () => {
    expect(() => parseLabelSelector('('.repeat(10_000))).toThrow(/^.{1,300}$/s);
  });

  it('names a label that an index can look up', () => {
    expect(parseLabelSelector('a,b in (c,d),e=f').requiredLabel).toEqual({
      key: 'e',
      value: 'f',
    });
    expect(parseLabelSelector('a,b!=c').requiredLabel).toBeUndefined();
  });

  it('asks a function as well as a record, and never the prototype', () => {
    const selector = parseLabelSelector('toString');
    expect(selector.matches({})).toBe(false);
    expect(selector.matches(key => (key === 'toString' ? '' : undefined))).toBe(
      true,
    );
  });

  it('means the same after it was written down', () => {
    const name = fc.constantFrom('a', 'b', 'in', 'notin', 'example.com/a');
    const value = fc.constantFrom('', 'a', 'in', 'x.y_z', '7');
    const requirement = fc.oneof(
      name,
      name.map(key => `!${key}`),
      fc
        .tuple(name, fc.constantFrom('=', '==', '!=', ' = '), value)
        .map(parts => parts.join('')),
      fc
        .tuple(
          name,
          fc.constantFrom('in', 'notin'),
          fc.array(value, { maxLength: 3 }),
        )
        .map(
          ([key, operator, values]) =>
            `${key} ${operator} (${values.join(', ')})`,
        ),
      fc
        .tuple(name, fc.constantFrom('>', '<'), fc.nat())
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(
        fc.array(requirement, { maxLength: 4 }).map(list => list.join(',')),
        fc.dictionary(name, value),
        (text, labels) => {
          const selector = parseLabelSelector(text);
          const again = parseLabelSelector(selector.toString());
          expect(again.toString()).toBe(selector.toString());
          expect(again.matches(labels)).toBe(selector.matches(labels));
        },
      ),
    );
  });

  it('either reads a text or says why not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(
              fc.constantFrom(
                'a',
                'in',
                '(',
                ')',
                ',',
                '=',
                '!',
                '>',
                ' ',
                'notin',
              ),
            )
            .map(words => words.join('')),
        ),
        text => {
          try {
            parseLabelSelector(text).matches({ a: 'a' });
          } catch (error) {
            expect(error).toBeInstanceOf(LabelSelectorError);
            const { position } = error as LabelSelectorError;
            expect(position).toBeGreaterThanOrEqual(0);
            expect(position).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});
