import fc from 'fast-check';
import { stringify } from 'yaml';
import { splitYaml, tokenizeYaml } from './yamlTokens';

const paint = (text: string, linesPerBlock: number) =>
  splitYaml(text, linesPerBlock).flatMap(block =>
    tokenizeYaml(block).flatMap(line => line),
  );
const joined = (text: string, linesPerBlock: number) =>
  paint(text, linesPerBlock)
    .map(token => token.text)
    .join('');

describe('the colours of a manifest', () => {
  it('change no character of any text, wherever it is cut', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            'a: ',
            '- ',
            '|',
            '"',
            "'",
            '#',
            ' ',
            '\n',
            '\r',
            'x',
          ),
          { maxLength: 60 },
        )
        .map(parts => parts.join('')),
      fc.object().map(value => stringify(value)),
    );
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 9 }), (text, lines) => {
        expect(joined(text, lines)).toBe(text);
      }),
    );
  });

  it('are the same whether a manifest is coloured whole or in blocks', () => {
    fc.assert(
      fc.property(
        fc.object(),
        fc.integer({ min: 1, max: 5 }),
        (value, lines) => {
          const text = stringify(value);
          expect(paint(text, lines)).toEqual(paint(text, 1_000_000));
        },
      ),
    );
  });

  it('tell keys, values, comments and block scalars apart', () => {
    const text = [
      'count: 8 # devices',
      'ready: true',
      'run: |',
      '  key: not a key # nor a comment',
      '- "a: b": c',
    ].join('\n');
    const of = (type: string) =>
      paint(text, 200)
        .filter(token => token.type === type)
        .map(token => token.text);
    expect(of('key')).toEqual(['count:', 'ready:', 'run:', '"a: b":']);
    expect(of('number')).toEqual(['8']);
    expect(of('literal')).toEqual(['true']);
    expect(of('comment')).toEqual([' # devices']);
    expect(of('string')).toEqual(['  key: not a key # nor a comment', 'c']);
  });

  it('take long lines in time', () => {
    const started = performance.now();
    for (const piece of ['a: ', '- ', '"', "'a", '# ', '[{', ' ']) {
      const long = piece.repeat(200_000);
      expect(joined(long, 200)).toBe(long);
      const many = `${piece.repeat(300)}\n`.repeat(2_000);
      expect(joined(many, 200)).toBe(many);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
