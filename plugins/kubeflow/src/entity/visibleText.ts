/** Control (Cc), format (Cf: direction, width zero) and line or paragraph separator. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text in which what cannot be seen can: characters that control, hide or turn around what follows are spelled out. */
export function visibleText(text: string): string {
  return text.replace(
    unseen,
    character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
