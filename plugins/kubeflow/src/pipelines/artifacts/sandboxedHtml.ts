/**
 * Nothing is fetched for it, whatever it asks for: a page that somebody's pipeline wrote must not tell anybody who
 * looks at it.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/**
 * A page to be shown in a frame without any rights. What comes before it makes its own `<!doctype>` be passed over,
 * and its policy cannot be taken back by what follows.
 */
export function sandboxedHtml(html: string): string {
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer">${html}`;
}

/** Whether a page has scripts, which do not run here: something of it will be missing. */
export function hasScripts(html: string): boolean {
  return /<script[\s>]/i.test(html);
}
