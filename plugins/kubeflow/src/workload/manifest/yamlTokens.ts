/** What a piece of a line is, for its colour. */
export type YamlTokenType =
  'key' | 'string' | 'number' | 'literal' | 'comment' | 'mark' | 'plain';

/** A piece of a line. The pieces of a line, joined, are the line. */
export interface YamlToken {
  type: YamlTokenType;
  text: string;
}

/** Lines that are looked at together. */
export interface YamlBlock {
  /** The lines, each with its line feed. */
  text: string;
  lineCount: number;
  /** Indentation of the key whose block scalar (`|`, `>`) the first line continues. */
  scalarIndent: number | undefined;
}

/** A line longer than this is shown without colours: certificates and encoded archives. */
const LONGEST_LINE = 2_000;

/** `key: |`, `- |`, `- key: >-`: opens a block scalar. The first group is what stands before the key or last dash. */
const opensScalar =
  /^( *(?:- +)*)(?:- *|[^\s#-][^#]*: +|-[^\s#][^#]*: +)[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$/;

/** A mapping's key: quoted, or plain up to a colon that ends a word. */
const line =
  /^(\s*)((?:- +|-$)*)((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#&*!|>%@`[{][^#]*?):(?=\s|$))?(\s*)(.*)$/;

const comment = /(^|\s)#.*$/;

/** Cuts a manifest into blocks of whole lines; each block can be coloured without the ones before it. */
export function splitYaml(text: string, linesPerBlock: number): YamlBlock[] {
  const blocks: YamlBlock[] = [];
  let begin = 0;
  let lineCount = 0;
  let scalar: number | undefined;
  let scalarAtBegin: number | undefined;
  for (let position = 0; position < text.length;) {
    const end = text.indexOf('\n', position);
    const next = end < 0 ? text.length : end + 1;
    scalar = scalarAfter(text.slice(position, end < 0 ? next : end), scalar);
    position = next;
    lineCount += 1;
    if (lineCount === linesPerBlock || position >= text.length) {
      blocks.push({
        text: text.slice(begin, position),
        lineCount,
        scalarIndent: scalarAtBegin,
      });
      begin = position;
      lineCount = 0;
      scalarAtBegin = scalar;
    }
  }
  return blocks;
}

/** The pieces of each line of a block. */
export function tokenizeYaml(block: YamlBlock): YamlToken[][] {
  const lines = block.text.split('\n');
  let scalar = block.scalarIndent;
  return lines.map((each, index) => {
    const feed = index < lines.length - 1 ? '\n' : '';
    const isScalar = scalar !== undefined && continuesScalar(each, scalar);
    scalar = scalarAfter(each, scalar);
    const tokens: YamlToken[] = isScalar
      ? [{ type: 'string', text: each }]
      : tokenizeLine(each);
    return [...tokens, { type: 'plain' as const, text: feed }].filter(
      ({ text }) => text !== '',
    );
  });
}

function continuesScalar(text: string, scalar: number): boolean {
  return text.trim() === '' || indentOf(text) > scalar;
}

/** Whether a block scalar is open after a line, given whether one was before it. */
function scalarAfter(
  text: string,
  scalar: number | undefined,
): number | undefined {
  if (scalar !== undefined && continuesScalar(text, scalar)) {
    return scalar;
  }
  if (text.length > LONGEST_LINE) {
    return undefined;
  }
  return opensScalar.exec(text)?.[1].length;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function tokenizeLine(text: string): YamlToken[] {
  const match = text.length > LONGEST_LINE ? null : line.exec(text);
  if (!match) {
    return [{ type: 'plain', text }];
  }
  const [, indent, dashes, key, space, value] = match;
  const note = /^["']/.test(value) ? undefined : comment.exec(value);
  const content = note ? value.slice(0, note.index) : value;
  return [
    { type: 'plain', text: indent },
    { type: 'mark', text: dashes },
    { type: 'key', text: key ?? '' },
    { type: 'plain', text: space },
    { type: typeOf(content), text: content },
    { type: 'comment', text: note?.[0] ?? '' },
  ];
}

function typeOf(value: string): YamlTokenType {
  const text = value.trim();
  if (/^[-+]?(\d+(\.\d*)?(e[-+]?\d+)?|0x[0-9a-f]+)$/i.test(text)) {
    return 'number';
  }
  if (/^(true|false|null|~)$/i.test(text)) {
    return 'literal';
  }
  return /^([|>][-+0-9]*|[[\]{}]+|---|\.\.\.)$/.test(text) ? 'mark' : 'string';
}
