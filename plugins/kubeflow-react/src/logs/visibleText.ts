/** Control characters but tab, and characters that have no shape of their own: they reorder or hide what is around them. */
const hidden = /(?![\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Any of them: most lines hold none, and are done with one look. */
const suspicious = /(?![\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * Text in which nothing is hidden: `␛` for an escape, `‹U+202E›` for a character that turns the text around. Joiners
 * stay, since emoji and several scripts are made with them.
 */
export function visibleText(text: string): string {
  return suspicious.test(text) ? text.replace(hidden, show) : text;
}

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Unicode has a picture of each ASCII control character.
  if (code < 0x20) {
    return String.fromCodePoint(0x2400 + code);
  }
  return code === 0x7f
    ? '␡'
    : `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}
