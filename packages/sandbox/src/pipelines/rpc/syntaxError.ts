/**
 * What protojson says of JSON that is none. Go puts a space or a no-break space after `proto:`, as it pleases.
 *
 * @param error - of `JSON.parse`
 */
export function syntaxError(text: string, error: unknown): string {
  const { message } = error as Error;
  const found = /position (\d+)/.exec(message)?.[1];
  const position = found === undefined ? text.search(/\S/) : Number(found);
  const isCut = /end of JSON/.test(message) || position >= text.length;
  if (isCut || position < 0) return 'proto: unexpected EOF';
  const lines = text.slice(0, position).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const token = /^(?:\w+|.)/s.exec(text.slice(position))?.[0] ?? '';
  return `proto: syntax error (line ${lines.length}:${column}): unexpected token ${JSON.stringify(token)}`;
}

/** A `google.protobuf.Value` as Go writes it into messages. */
export function valueText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `string_value:${JSON.stringify(value)}`;
    case 'number':
      return `number_value:${value}`;
    case 'boolean':
      return `bool_value:${value}`;
    default:
      return JSON.stringify(value);
  }
}
