/* eslint-disable no-control-regex -- control characters are what this file removes */

/** Terminal escape sequences (ECMA-48 CSI and OSC, and the two-character ones). */
const terminalSequences =
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]|\u009b[0-?]*[ -/]*[@-~]/g;

/** Control characters except tab and line feed. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Characters that reorder or hide the text around them (Unicode bidi controls, zero-width characters, BOM). */
const invisible = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Any of the above: most texts hold none, and are done with one look. */
const suspicious =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/**
 * Text without terminal sequences, control characters (tab and line feed apart) and characters that reorder or hide
 * their surroundings. Spaces stay where they are: the lines of a log are indented on purpose.
 *
 * @public
 */
export function withoutControls(text: string): string {
  return suspicious.test(text)
    ? text
        .replace(terminalSequences, '')
        .replace(/\r\n?/g, '\n')
        .replace(controls, '')
        .replace(invisible, '')
    : text;
}

/**
 * Text from a cluster, made safe to show in one place on a screen: terminal sequences, control characters and
 * characters that reorder their surroundings are dropped, and what is longer than `limit` UTF-16 units is cut
 * with an ellipsis. HTML is left as it is: the screen shows text, never markup.
 *
 * @public
 */
export function cleanText(value: unknown, limit = 2000): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  // Cut first, generously: an enormous message must not cost an enormous scan.
  const head = value.length > limit * 4 ? value.slice(0, limit * 4) : value;
  const text = withoutControls(head).trim();
  if (text === '') {
    return undefined;
  }
  if (text.length <= limit && head.length === value.length) {
    return text;
  }
  const cut = text.slice(0, limit - 1);
  // Never end on half of a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
